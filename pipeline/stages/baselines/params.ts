import type { StdKind } from "../../metrics/mean_std.ts";
import type { Labelling } from "../labels/labelling.ts";
import type { LearnerSettings } from "./learner_settings.ts";

/** A classifier that is put to the test. */
export interface Learner {
  /** For people, and the row of the tables. */
  readonly name: string;
  /** Which one it is. */
  readonly settings: LearnerSettings;
}

/** Labels that come of some of the evaluations. */
export interface LabelSelection extends Labelling {
  /** In kebab-case. */
  readonly id: string;
  /** For people, such as `"first round, without a discard option"`. */
  readonly title: string;
}

/** Parameters of the stage `baselines`. */
export interface BaselinesParams {
  /** The features, in order. */
  readonly characteristics: readonly string[];
  /** The classes, in order: of equally good ones, learners take the first. */
  readonly diagnoses: readonly string[];
  /**
   * Which images have features: those with one of the characteristics, or those of
   * which an evaluation counts, even if it outlines none of them.
   */
  readonly described: "some-characteristic" | "some-evaluation";
  /**
   * What becomes of the images of a fold, in both of its parts, that have none:
   * they are left out, or counted as having none of the characteristics.
   */
  readonly undescribed: "leave-out" | "none-present";
  /** The order of what is learnt from: as the folds list the images, or by their ids. */
  readonly rows: "as-listed" | "by-image";
  /** Random orders that learners are given too whose answers depend on one. */
  readonly orders: {
    /** How many orders of the rows; 0 for none. */
    readonly rows: number;
    /** How many orders of the columns; 0 for none. */
    readonly columns: number;
    /** What draws them: others come of another number. */
    readonly seed: number;
  };
  /** The divisor of the variance over folds. */
  readonly std: StdKind;
  /** In the order of the tables. */
  readonly learners: readonly Learner[];
  /** The labels to learn from; the first are shown in full, the others beside them. */
  readonly selections: readonly LabelSelection[];
  /** What the reader of the scores has to know, in sentences. */
  readonly notes: readonly string[];
}
