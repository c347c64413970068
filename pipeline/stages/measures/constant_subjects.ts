import { identificationGroups } from "./identification_groups.ts";
import type { LabelBook } from "./label_book.ts";
import type { Subject } from "./subject.ts";

/** The id of the answer that every characteristic is always there. */
export const ALWAYS_PRESENT = "always_present";

/**
 * Answers that look at no image, as a yardstick for identification: that every
 * characteristic is always there, which gives the highest F1 that a constant can have
 * for each characteristic; and that those are there which more than half of the other
 * folds' images have.
 *
 * @param folds The test images by fold.
 */
export function constantSubjects(
  folds: readonly (readonly string[])[],
  { book, characteristics }: {
    readonly book: LabelBook;
    readonly characteristics: readonly string[];
  },
): Subject[] {
  const groups = folds.map((_, fold) => String(fold));
  const said = (
    labels: string,
    answer: (fold: number) => readonly boolean[],
  ): ReturnType<typeof identificationGroups> =>
    identificationGroups(
      folds.map((images, fold) => {
        const found = answer(fold);
        return { images, found: images.map(() => found) };
      }),
      { book, labels },
    );
  return [
    {
      id: ALWAYS_PRESENT,
      name: "Every characteristic, always",
      kind: "constant",
      groups,
      identification: (labels) =>
        said(labels, () => characteristics.map(() => true)),
    },
    {
      id: "prevalent",
      name: "Characteristics that most other images have",
      kind: "constant",
      groups,
      identification: (labels) =>
        said(labels, (fold) => {
          const known = book.of(labels);
          const others = folds.toSpliced(fold, 1).flat().flatMap((image) => {
            const label = known.get(image);
            return label === undefined || label.kept === 0 ? [] : [label];
          });
          return characteristics.map((_, k) =>
            2 * others.filter(({ present }) => present[k]).length >
              others.length
          );
        }),
    },
  ];
}
