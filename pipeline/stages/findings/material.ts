import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import type { TableCell } from "../../../data/ledger/table.ts";
import type { AgreementDetails } from "../agreement/details.ts";
import type { BaselineDetails } from "../baselines/details.ts";
import type { BenchmarkDetails } from "../benchmark/details.ts";
import type { Census } from "../census/census.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { FindingsParams } from "../findings.ts";
import type { IntraRaterDetails } from "../intra_rater/details.ts";
import type { LabelComparison } from "../labels/compare_labels.ts";
import type { MeasuresDetails } from "../measures/details.ts";
import type { ReadingScores } from "../rater_diagnoses/reading_scores.ts";

/** Everything that findings are computed from. */
export interface Material extends FindingsParams {
  /** In printed order, without what networks of the user make of it. */
  readonly ledger: readonly Claim[];
  /** What the confusion matrices say; absent from a study without them. */
  readonly evidence?: Evidence;
  /** Recomputed tables by id; only those that were supplied. */
  readonly tables: ReadonlyMap<string, readonly TableCell[]>;
  /** Table 5 with rows and columns paired by class, by the table's id. */
  readonly corrected: ReadonlyMap<string, readonly TableCell[]>;
  /** Numbers of comparisons that the authors' notebooks print. */
  readonly notebookCounts: ReadonlyMap<string, number>;
  /** Absent without the release. */
  readonly census?: Census;
  /** Absent without the release. */
  readonly agreement?: AgreementDetails;
  /** Absent without photographs and networks. */
  readonly benchmark?: BenchmarkDetails;
  /** How near each rule for labels comes to the printed ones; absent without the release. */
  readonly labels?: readonly LabelComparison[];
  /** Absent without the release. */
  readonly intraRater?: IntraRaterDetails;
  /** The study's own reading first; absent without the release. */
  readonly raterDiagnoses?: readonly ReadingScores[];
  /** The table of counts; absent without the release. */
  readonly release?: readonly TableCell[];
  /** Of networks with two heads and of raters; absent without the release. */
  readonly measures?: Pick<MeasuresDetails, "photographs">;
  /** The three measures by each choice; absent without the release. */
  readonly choices?: readonly TableCell[];
  /** Absent without the release. */
  readonly baselines?: BaselineDetails;
}

/** A finding as a function of the material: `undefined` where the data do not bear it out. */
export type FindingRule = (material: Material) => Finding | undefined;
