import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import type { CensusParams } from "./census.ts";

/**
 * How the dataset paper counts: Tables 1 and 4 over evaluations with one
 * diagnosis; its "411 discarded" evaluations include 30 that have neither a
 * diagnosis nor a discard option.
 */
export const PUBLISHED_CENSUS: CensusParams = {
  scope: { raters: "all", images: "all" },
  diagnoses: DIAGNOSES,
  table1: { evaluations: "one-diagnosis", datasets: ["DermNetNZ", "SD-260"] },
  table4: { evaluations: "one-diagnosis", row: "DermX" },
  text: { undiscarded: "some-diagnosis" },
};
