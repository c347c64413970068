import type { EvaluationSet } from "../evaluations/evaluation_set.ts";
import type { AttributeCount, TermCount } from "./term_counts.ts";

/** A count for each set of evaluations; each set contains the next. */
export type BySet = Readonly<Record<EvaluationSet, number>>;

/** An evaluation by its name. */
export interface EvaluationId {
  /** The image that is judged. */
  readonly image: string;
  /** Who judges it. */
  readonly rater: string;
}

/** An evaluation with two diagnoses or more. */
export interface SeveralDiagnoses extends EvaluationId {
  /** In the order of its file. */
  readonly diagnoses: readonly string[];
  /** Whether it has a discard option all the same. */
  readonly discarded: boolean;
}

/** The evaluations that have a discard option. */
export interface DiscardedCounts {
  /** All of them. */
  readonly total: number;
  /** By all the options chosen, joined with " and "; the groups are disjoint. */
  readonly by_options: readonly {
    readonly options: string;
    readonly evaluations: number;
  }[];
  /** Those that have a diagnosis all the same. */
  readonly with_diagnosis: number;
}

/** The evaluations with neither a diagnosis nor a discard option. */
export interface NeitherCounts {
  /** All of them. */
  readonly total: number;
  /** Those without any annotation. */
  readonly empty: number;
  /** Which they are. */
  readonly list: readonly EvaluationId[];
}

/** Outlines of one evaluation and characteristic, all instances together. */
export interface OutlineCounts {
  /** All of them. */
  readonly total: number;
  /** Those on images with an evaluation of one diagnosis. */
  readonly on_kept_images: number;
  /** Those by an evaluation of one diagnosis. */
  readonly valid: number;
}

/** Outlines, in all and of each characteristic. */
export interface MaskCounts extends OutlineCounts {
  /** Outlined annotations, each for itself. */
  readonly instances: number;
  /** Evaluations with at least one of them. */
  readonly evaluations: number;
  /** Of those that are outlined at all, sorted by name. */
  readonly by_characteristic: readonly (OutlineCounts & {
    readonly characteristic: string;
  })[];
}

/** Counts of a release for an auditor: `census.json`. */
export interface Census {
  /** How many evaluations each set has. */
  readonly evaluations: BySet;
  /** How many images have an evaluation in each set. */
  readonly images: BySet;
  /** Images of the metadata that nobody evaluated, sorted. */
  readonly images_without_evaluation: readonly string[];
  /** Evaluated images that the metadata lack, sorted. */
  readonly images_without_metadata: readonly string[];
  /** Evaluations of each rater. */
  readonly raters: readonly {
    readonly rater: string;
    readonly evaluations: BySet;
  }[];
  /** How many images have how many evaluations, from the most down to 1. */
  readonly evaluations_per_image: readonly {
    readonly evaluations: number;
    readonly images: BySet;
  }[];
  /** What raters discarded. */
  readonly discarded: DiscardedCounts;
  /** What raters neither discarded nor diagnosed. */
  readonly neither: NeitherCounts;
  /** In the order of the evaluations. */
  readonly several_diagnoses: readonly SeveralDiagnoses[];
  /** How many evaluations select each term. */
  readonly terms: readonly TermCount[];
  /** How often each additional term describes another. */
  readonly attributes: readonly AttributeCount[];
  /** How many outlines there are. */
  readonly masks: MaskCounts;
}
