import type { Fold, FoldImage } from "../../../data/dermx/fold.ts";
import type { ImageLabels } from "../labels/image_labels.ts";
import type { Example, FoldExamples } from "./example.ts";
import type { BaselinesParams } from "./params.ts";

/** What {@link examplesOf} goes by. */
export interface ExampleOptions extends
  Pick<
    BaselinesParams,
    "characteristics" | "diagnoses" | "described" | "undescribed" | "rows"
  > {
  /** Which characteristics the images have. */
  readonly labels: readonly ImageLabels[];
}

/** The examples of every fold, in its order of rows. */
export function examplesOf(
  folds: readonly Fold[],
  options: ExampleOptions,
): FoldExamples[] {
  const { characteristics, diagnoses, undescribed, rows } = options;
  const described = new Map(
    describedImages(options).map(({ image, present }) => [image, present]),
  );
  const examples = (images: readonly FoldImage[]): Example[] => {
    const found = images.flatMap(({ image, diagnosis }) => {
      const present = described.get(image);
      if (present === undefined && undescribed === "leave-out") return [];
      const features = characteristics.map((_, i) => Number(present?.[i] ?? 0));
      return [{ image, features, label: diagnoses.indexOf(diagnosis) }];
    });
    return rows === "as-listed"
      ? found
      : found.sort((a, b) => a.image < b.image ? -1 : 1);
  };
  return folds.map(({ train, test }) => ({
    train: examples(train),
    test: examples(test),
  }));
}

/** The labels that say something of their image. */
export function describedImages(
  { labels, described }: Pick<ExampleOptions, "labels" | "described">,
): ImageLabels[] {
  return labels.filter(({ kept, present }) =>
    described === "some-evaluation" ? kept > 0 : present.includes(true)
  );
}
