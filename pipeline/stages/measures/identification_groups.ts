import type { LabelBook } from "./label_book.ts";
import type { Groups, IdentificationSample } from "./samples.ts";

/** What is said of the test images of one fold. */
export interface FoldFindings {
  /** The images. */
  readonly images: readonly string[];
  /** The characteristics of each. */
  readonly found: readonly (readonly boolean[])[];
}

/** What is said of the images of each fold, beside their labels. */
export function identificationGroups(
  folds: readonly FoldFindings[],
  { book, labels }: { readonly book: LabelBook; readonly labels: string },
): Groups<IdentificationSample> {
  const known = book.of(labels);
  return folds.map(({ images, found }) =>
    images.map((image, i) => {
      const { kept = 0, present = found[i]!.map(() => false) } =
        known.get(image) ?? {};
      return { found: found[i]!, present, kept };
    })
  );
}
