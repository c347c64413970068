import type { Minimum } from "../../../models/fitting/minimise.ts";

/** How the fitting of one fold's heads went; `fit.json` is a list of these. */
export interface HeadsReport {
  /** The fold, from 0. */
  readonly fold: number;
  /** What was minimised, at the fit, over standardised features. */
  readonly objective: number;
  /** The largest absolute derivative there. */
  readonly gradient: number;
  /** Steps of the search. */
  readonly iterations: number;
  /** What ended it. */
  readonly stopped: Minimum["stopped"];
  /** Images that the heads were fitted to. */
  readonly training_images: number;
  /** Of these, those of whom somebody said which characteristics they have. */
  readonly labelled_images: number;
  /** Images of the fold. */
  readonly held_out_images: number;
  /** How many of the training images have each diagnosis, and each characteristic. */
  readonly training_counts: Readonly<
    Record<"diagnoses" | "characteristics", Readonly<Record<string, number>>>
  >;
  /** The share of training images whose diagnosis is the highest score. */
  readonly diagnosis_accuracy: number;
  /** The share of labels of training images that the scores find. */
  readonly characteristics_accuracy: number;
}
