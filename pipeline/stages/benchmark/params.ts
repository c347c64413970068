import type { StdKind } from "../../metrics/mean_std.ts";
import type { UndefinedRule } from "../../metrics/undefined_rule.ts";
import type { EvaluationSet } from "../evaluations/evaluation_set.ts";

/** What the paper prints beside an architecture. */
export interface PaperCounterpart {
  /** The network, as the paper names it. */
  readonly name: string;
  /** The table of its diagnoses, such as `"table5a"`. */
  readonly diagnosis: string;
  /** The table of its maps, such as `"table6a"`. */
  readonly explanation: string;
}

/** Networks that differ only by the run that made them. */
export interface BenchmarkArchitecture {
  /** In snake_case, such as `"resnet50"`. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** The networks' ids, by run. */
  readonly networks: readonly string[];
  /** Absent where the paper prints nothing to set beside it. */
  readonly paper?: PaperCounterpart;
}

/** Which output of a network counts as right for an image. */
export interface Wiring {
  /** In kebab-case. */
  readonly id: string;
  /** For people; it follows "Diagnoses, ". */
  readonly title: string;
  /** The index of the output, by the image's diagnosis. */
  readonly classes: Readonly<Record<string, number>>;
  /** The paper's numbers are of this wiring. */
  readonly paper?: true;
}

/** How the scores of a rater's whole outlines make one number. */
export interface UnionRule {
  /** Those of the images that count, or of every image with a diagnosis. */
  readonly images: "counted" | "all";
  /** Every outline counts alike, or every diagnosis: first the mean within each. */
  readonly average: "outlines" | "diagnoses";
}

/** One way to read the scores of maps. */
export interface Reading {
  /** In kebab-case. */
  readonly id: string;
  /** For people; it follows "Maps against outlines, ". */
  readonly title: string;
  /** The scores to read: a target of the stage that made them. */
  readonly target: string;
  /** Whose outlines count. */
  readonly evaluations: EvaluationSet;
  /** What summarises the outlines of a characteristic in one run. */
  readonly average: "mean" | "median";
  /** How the union of all outlines of a rater is summarised. */
  readonly union: UnionRule;
  /** The paper's numbers are of this reading. */
  readonly paper?: true;
}

/** Something that is no network and is scored like one. */
export type Baseline = "centre" | "random";

/** A demand on the networks; see `Check`. The better architecture has the higher macro F1. */
export interface CheckRule {
  /** In kebab-case. */
  readonly id: string;
  /**
   * What is looked at, for the better architecture: macro F1 over its runs, of
   * its worst run, or how its maps' Dice with the union of a rater's outlines
   * compares with a baseline's, by image.
   */
  readonly quantity:
    | "macro-f1-mean"
    | "macro-f1-lowest"
    | "dice-difference"
    | "dice-p-value";
  /** Of the last two quantities: the baseline. */
  readonly against?: Baseline;
  /** How it has to compare with the threshold. */
  readonly relation: ">=" | "<=";
  /** The threshold. */
  readonly threshold: number;
}

/** Parameters of the stage `benchmark`. */
export interface BenchmarkParams {
  /** In the order of the tables. */
  readonly architectures: readonly BenchmarkArchitecture[];
  /** The diagnoses of the images, in the order of the tables. */
  readonly diagnoses: readonly string[];
  /** What each output of a network stands for, by index: the same diagnoses. */
  readonly labels: readonly string[];
  /** Which images count. */
  readonly images: {
    /** Those that have an evaluation in this set. */
    readonly evaluations: EvaluationSet;
    /** Of these all, or only those on which the network was not fitted. */
    readonly part: "all" | "test";
  };
  /** The first one is shown in full. */
  readonly wirings: readonly Wiring[];
  /** The first one is shown in full. */
  readonly readings: readonly Reading[];
  /** The reading by which networks are compared with others, image by image. */
  readonly compared: string;
  /** What people read for one of the raters, such as `"Dermatologist"`. */
  readonly rater: string;
  /** The characteristics that are rows, in order. */
  readonly characteristics: readonly string[];
  /** What a class's rate counts as whose denominator is zero. */
  readonly undefinedRates: UndefinedRule;
  /** The divisor of every variance over runs. */
  readonly std: StdKind;
  /** In the order in which they are shown. */
  readonly checks: readonly CheckRule[];
  /** What a reader has to know before any number; `null` if nothing. */
  readonly caution: string | null;
}
