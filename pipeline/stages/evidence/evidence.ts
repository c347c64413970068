import type { EvidenceModel } from "../evidence.ts";

/** Accuracies of a model's runs, each in [0, 1], and their spread. */
export interface AccuracySummary {
  /** By run. */
  readonly accuracies: readonly number[];
  /** Their mean. */
  readonly mean: number;
  /** Their standard deviation, divided by the number of runs. */
  readonly std_population: number;
  /** Their standard deviation, divided by the number of runs less one. */
  readonly std_sample: number;
}

/** Where the samples of one class fall, over all runs of a model. */
export interface ClassHits {
  /** The class of the images. */
  readonly actual: string;
  /** How many samples it has, each run counted. */
  readonly samples: number;
  /** Those in the column of the same index. */
  readonly same_index: number;
  /** Those in the column of the same class. */
  readonly same_class: number;
}

/** What the matrices say about one model. */
export interface ModelEvidence extends EvidenceModel {
  /** The table that prints the model's performance, such as `"table5a"`. */
  readonly table: string;
  /** How many matrices it has. */
  readonly runs: number;
  /** Over the matrices, in their order, with rows and columns paired by index. */
  readonly published: AccuracySummary;
  /** The same with rows and columns paired by class. */
  readonly corrected: AccuracySummary;
  /** As the notebooks print accuracies themselves, over their own number of images. */
  readonly printed: AccuracySummary & { readonly images: number };
  /** By class, in the order of the rows. */
  readonly hits: readonly ClassHits[];
}

/** What the printed confusion matrices say: `evidence.json`. */
export interface Evidence {
  /** Samples in each matrix. */
  readonly images: number;
  /** For each index: which class its row and its column stand for. */
  readonly classes: readonly {
    readonly actual: string;
    readonly predicted: string;
  }[];
  /** The models, in the order of their tables. */
  readonly models: readonly ModelEvidence[];
}
