import { DERMXDB_AGREEMENT } from "./agreement_dermxdb.ts";
import { DERMXDB_RATERS } from "./dermxdb_raters.ts";
import type { IntraRaterParams } from "./intra_rater.ts";

/**
 * The second release's two rounds, compared by the conventions of the dataset paper
 * on raters with each other, so that one may stand beside the other.
 *
 * Two rows say less than they seem to. Hyperkeratosis was selected once in the first
 * round and 21 times in the second, so its F1 of 0 is the list's doing rather than the
 * raters'. And a rater who has a diagnosis in neither round counts as 0 there, as the
 * paper's conventions have it.
 */
export const DERMXDB_INTRA_RATER: IntraRaterParams = {
  raters: DERMXDB_RATERS,
  images: "with-metadata",
  table2b: DERMXDB_AGREEMENT.table2b,
  appendix_table1: DERMXDB_AGREEMENT.appendix_table1,
  table3b: DERMXDB_AGREEMENT.table3b,
  text: DERMXDB_AGREEMENT.text,
};
