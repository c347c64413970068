import {
  ADDITIONAL_TERMS,
  BASIC_TERMS,
  NON_LOCALISABLE,
  SECOND_RELEASE_TERMS,
} from "../../data/dermx/ontology.ts";
import type { AgreementParams } from "./agreement.ts";
import { PUBLISHED_AGREEMENT } from "./agreement_published.ts";
import { DERMXDB_RATERS } from "./dermxdb_raters.ts";

/** The paper's rows, and the term that only the second release has. */
const LOCALISABLE = [
  ...BASIC_TERMS,
  ...ADDITIONAL_TERMS,
  ...SECOND_RELEASE_TERMS,
];

/**
 * The second release's first round by the dataset paper's conventions: eight raters,
 * each of whom evaluated every image, and the images that the metadata describe. No
 * paper prints these tables.
 */
export const DERMXDB_AGREEMENT: AgreementParams = {
  ...PUBLISHED_AGREEMENT,
  scope: {
    raters: DERMXDB_RATERS.map(({ first }) => first),
    images: "with-metadata",
  },
  table3a: {
    ...PUBLISHED_AGREEMENT.table3a,
    rows: [...PUBLISHED_AGREEMENT.table3a.rows, ...SECOND_RELEASE_TERMS],
  },
  table3b: { ...PUBLISHED_AGREEMENT.table3b, rows: LOCALISABLE },
  appendix_table1: {
    ...PUBLISHED_AGREEMENT.appendix_table1,
    rows: [...NON_LOCALISABLE, ...LOCALISABLE],
  },
};
