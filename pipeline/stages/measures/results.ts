import type { PhotographSizes } from "../evaluations/photograph_sizes.ts";
import type { SubjectResults } from "./judge_subject.ts";
import type { MeasuresParams } from "./params.ts";
import type { PaperMeasures } from "./paper_measures.ts";

/** Everything that the stage found. */
export interface MeasuresResults {
  /** The study's. */
  readonly params: MeasuresParams;
  /** Networks, raters, constant answers and maps, in the order of the tables. */
  readonly subjects: readonly SubjectResults[];
  /** The test images by fold; none if no fold is known. */
  readonly folds: readonly (readonly string[])[];
  /** How photographs compare in size with what was annotated; `null` without any. */
  readonly photographs: PhotographSizes | null;
  /** What the paper prints. */
  readonly paper: PaperMeasures;
}
