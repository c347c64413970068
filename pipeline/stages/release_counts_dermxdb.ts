import { SECOND_RELEASE_TERMS } from "../../data/dermx/ontology.ts";
import { DERMXDB_RATERS } from "./dermxdb_raters.ts";
import { DERMXDB_CHARACTERISTICS } from "./labels_dermxdb.ts";
import type { ReleaseCountsParams } from "./release_counts.ts";

const FIRST_ROUND = DERMXDB_RATERS.map(({ first }) => first);
const SECOND_ROUND = DERMXDB_RATERS.map(({ second }) => second);

/** The second release, its two rounds kept apart. */
export const DERMXDB_RELEASE_COUNTS: ReleaseCountsParams = {
  parts: [
    { name: "both_rounds", scope: { raters: "all", images: "all" } },
    { name: "first_round", scope: { raters: FIRST_ROUND, images: "all" } },
    {
      name: "first_round_with_metadata",
      scope: { raters: FIRST_ROUND, images: "with-metadata" },
    },
    { name: "second_round", scope: { raters: SECOND_ROUND, images: "all" } },
  ],
  terms: SECOND_RELEASE_TERMS,
  testList: {
    notebook: "train_class_weights",
    characteristics: DERMXDB_CHARACTERISTICS,
  },
};
