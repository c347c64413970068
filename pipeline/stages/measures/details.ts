import type { Confusion } from "../../metrics/confusion.ts";
import type { PhotographSizes } from "../evaluations/photograph_sizes.ts";
import type { Choices, Measure } from "./params.ts";

/** A number, and what it came of. */
export interface FigureDetails {
  /** `null` if it is undefined, or the choice does not apply. */
  readonly value: number | null;
  /** Over folds or raters; `null` if there is none. */
  readonly std: number | null;
  /** By fold or rater, in the order of {@link SubjectDetails.groups}. */
  readonly groups: readonly (number | null)[];
}

/** A measure of a subject. */
export interface MeasureDetails {
  /** By the study's own choice. */
  readonly base: FigureDetails;
  /** By one other choice each. */
  readonly alternatives: readonly {
    /** The study's. */
    readonly title: string;
    /** By that choice. */
    readonly value: number | null;
  }[];
}

/** How a subject does with one characteristic, over all folds or raters together. */
export interface CharacteristicDetails {
  /** Its name. */
  readonly characteristic: string;
  /** How often it is found and there; `null` if the subject does not say. */
  readonly findings: Confusion | null;
  /** How its maps do; `null` without maps. */
  readonly maps: {
    /** The pairs that count. */
    readonly pairs: number;
    /** Those of them in which it is found. */
    readonly found: number;
    /** The mean over the pairs. */
    readonly f1: number | null;
  } | null;
}

/** What comes of one subject. */
export interface SubjectDetails {
  /** As the tables have it. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** What it is. */
  readonly kind: "network" | "raters" | "constant" | "map";
  /** Names of folds, or of raters. */
  readonly groups: readonly string[];
  /** Those to which it answers. */
  readonly measures: { readonly [M in Measure]?: MeasureDetails };
  /** In the study's order. */
  readonly characteristics: readonly CharacteristicDetails[];
}

/** What stands behind the measures: `measures.json`. */
export interface MeasuresDetails {
  /** The study's own. */
  readonly choices: Choices;
  /** How many test images each fold has; empty if no fold is known. */
  readonly folds: readonly number[];
  /** How photographs compare in size with what was annotated; `null` without any. */
  readonly photographs: PhotographSizes | null;
  /** In the order of the tables. */
  readonly subjects: readonly SubjectDetails[];
}
