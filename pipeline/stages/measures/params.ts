import type { F1Average } from "../../metrics/average_f1.ts";
import type { StdKind } from "../../metrics/mean_std.ts";
import type { MultiLabelAverage } from "../../metrics/multi_label_f1.ts";
import type { UndefinedRule } from "../../metrics/undefined_rule.ts";
import type { Labelling } from "../labels/labelling.ts";
import type { MapForm } from "../localisation/map_form.ts";

/** A network that was fitted once for each fold. */
export interface JudgedNetwork {
  /** Its ports are `scores.<id>` and so on. */
  readonly id: string;
  /** For people, and the statistic of the tables: as the paper names it. */
  readonly name: string;
  /** The statistic of the paper's numbers that stand beside its; `null` for none. */
  readonly paper: string | null;
}

/** One way to say which characteristics an image has. */
export interface LabelReading extends Labelling {
  /** In kebab-case. */
  readonly id: string;
}

/**
 * What becomes of several folds: each is judged alone and the mean is taken, or the
 * test images of all are judged together. Of raters, each is what a fold is of a network.
 */
export type FoldsRule = "mean" | "pooled";

/** How diagnoses become one number. */
export interface DiagnosisChoice {
  /** F1 averaged over diagnoses, or the share of images that are diagnosed right. */
  readonly average: Exclude<F1Average, "micro"> | "accuracy";
  /** What becomes of folds. */
  readonly folds: FoldsRule;
}

/** How the characteristics that are found become one number. */
export interface IdentificationChoice {
  /** The id of the labels that are held to be true. */
  readonly labels: string;
  /** What F1 is averaged over. */
  readonly average: MultiLabelAverage;
  /** What becomes of folds. */
  readonly folds: FoldsRule;
  /** Images of which no evaluation counts do not either, or have no characteristic. */
  readonly unlabelled: "leave-out" | "absent";
  /** What F1 counts as of a characteristic, or an image, with nothing found and nothing there. */
  readonly undefinedF1: UndefinedRule;
}

/**
 * How maps become one number. An image of which no evaluation counts has no reference
 * and is left out.
 */
export interface LocalisationChoice {
  /** The id of the reference that maps are compared with. */
  readonly reference: string;
  /** The form of the maps. */
  readonly map: MapForm;
  /** Maps of characteristics that are not found become empty, or are kept. */
  readonly absent: "zero" | "keep";
  /**
   * The pairs of image and characteristic that count: those with a `reference`; those
   * with one or where the characteristic is found (`either`); those with both (`agreed`).
   */
  readonly pairs: "reference" | "either" | "agreed";
  /**
   * F1 is averaged over all pairs, over the means within characteristics, or over the
   * means within images; or areas are summed over all pairs before F1 is taken, as
   * Crum et al. (2006) do.
   */
  readonly average: "pairs" | "characteristics" | "images" | "pooled";
  /** What becomes of folds. */
  readonly folds: FoldsRule;
  /** What F1 counts as of a pair with nothing on either side, or a characteristic without pairs. */
  readonly undefinedF1: UndefinedRule;
}

/** How each measure is taken. */
export interface Choices {
  /** Which disease an image shows. */
  readonly diagnosis: DiagnosisChoice;
  /** Which characteristics an image has. */
  readonly identification: IdentificationChoice;
  /** Where these are. */
  readonly localisation: LocalisationChoice;
}

/** One of the framework paper's three measures. */
export type Measure = keyof Choices;

/** What else an author might have chosen. */
export interface Alternative<Choice> {
  /** For people, in the words of the choice; unique in its measure. */
  readonly title: string;
  /** What differs from the study's own choice. */
  readonly change: Partial<Choice>;
}

/** Raters, who are judged beside networks. */
export interface JudgedRaters {
  /** The statistic of the tables, such as `"dermatologists"`. */
  readonly id: string;
  /** For people, such as `"Dermatologists"`. */
  readonly name: string;
  /** For people, such as `"dermatologist"`. */
  readonly one: string;
  /** For each, the names under which they evaluated; the first is judged. */
  readonly people: readonly (readonly string[])[];
  /** The statistic of the paper's numbers that stand beside theirs; `null` for none. */
  readonly paper: string | null;
}

/** A demand on a network: by how much a measure exceeds what knows nothing of an image. */
export interface MeasureCheck {
  /** In kebab-case. */
  readonly id: string;
  /** The network's id. */
  readonly network: string;
  /** What is looked at, by the study's own choice. */
  readonly measure: Measure;
  /** What it has to exceed: the better of the constant answers, a map, or nothing (`null`). */
  readonly above: "constant" | "centre" | "random" | null;
  /** By how much at least. */
  readonly threshold: number;
}

/** Parameters of the stage `measures`. */
export interface MeasuresParams {
  /** In the order of the tables; those whose files are not supplied are left out. */
  readonly networks: readonly JudgedNetwork[];
  /** What each score of `diagnoses` stands for, by index. */
  readonly diagnoses: readonly string[];
  /** What each score of `logits` stands for, by index. */
  readonly characteristics: readonly string[];
  /** The labels that choices name. */
  readonly labels: readonly LabelReading[];
  /** The study's own. */
  readonly choices: Choices;
  /** What these mean, each in a sentence or a few. */
  readonly definitions: Readonly<Record<Measure, string>>;
  /** One change of the study's own choice each. */
  readonly alternatives: {
    readonly [M in Measure]: readonly Alternative<Choices[M]>[];
  };
  /** Who is judged beside the networks. */
  readonly raters: JudgedRaters;
  /** The divisor of every variance over folds and over raters. */
  readonly std: StdKind;
  /** In the order in which they are shown. */
  readonly checks: readonly MeasureCheck[];
  /** What the reader of the scores has to know, in sentences. */
  readonly notes: readonly string[];
  /** What a reader has to know before any number; `null` if nothing. */
  readonly caution: string | null;
}
