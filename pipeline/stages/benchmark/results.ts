import type { Comparison } from "./comparison.ts";
import type { DiagnosisScores } from "./diagnosis_scores.ts";
import type { NetworkResults } from "./judge_network.ts";
import type { PaperNumbers } from "./paper_numbers.ts";
import type { BenchmarkArchitecture, BenchmarkParams } from "./params.ts";
import type { PhotographSizes } from "../evaluations/photograph_sizes.ts";
import type { SubjectScores } from "./subject_scores.ts";

/** What was found of the networks of one architecture. */
export interface ArchitectureResults {
  /** The architecture. */
  readonly architecture: BenchmarkArchitecture;
  /** By run. */
  readonly networks: readonly NetworkResults[];
  /** How good its diagnoses are, by wiring. */
  readonly diagnosis: ReadonlyMap<string, DiagnosisScores>;
}

/** All that the stage finds; its outputs are written from it. */
export interface BenchmarkResults {
  /** The study's conventions. */
  readonly params: BenchmarkParams;
  /** What the paper prints; empty if that is not supplied. */
  readonly paper: PaperNumbers;
  /** In the order of the parameters. */
  readonly architectures: readonly ArchitectureResults[];
  /** Different images on which any network is judged. */
  readonly images: number;
  /** How explanations score, by reading: architectures first. */
  readonly explanations: ReadonlyMap<string, readonly SubjectScores[]>;
  /** Each architecture beside each of the others. */
  readonly comparisons: readonly Comparison[];
  /** How the photographs compare with what was annotated. */
  readonly photographs: PhotographSizes;
}
