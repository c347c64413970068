import type { DIAGNOSES } from "./ontology.ts";

/** An image as a fold lists it. */
export interface FoldImage {
  /** Its id in Unicode normal form C. */
  readonly image: string;
  /** Whose skin it shows; images of one patient keep to one part of a fold. */
  readonly patient: string;
  /** The gold standard. */
  readonly diagnosis: (typeof DIAGNOSES)[number];
}

/** The parts of a fold: what is learnt from, and what is asked about. */
export const FOLD_PARTS = ["train", "test"] as const;

/** One way to part images in two; each list is in the order of its file. */
export type Fold = Readonly<
  Record<(typeof FOLD_PARTS)[number], readonly FoldImage[]>
>;
