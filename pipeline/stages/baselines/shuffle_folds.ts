import { Random } from "../../../data/sample/random.ts";
import type { Example, FoldExamples } from "./example.ts";

/**
 * The same folds with what is learnt from in a random order, one for all folds: of the
 * rows, or of the columns.
 *
 * @param options.key What draws the order.
 */
export function shuffleFolds(
  folds: readonly FoldExamples[],
  { order, key }: { readonly order: "rows" | "columns"; readonly key: string },
): FoldExamples[] {
  const random = new Random(key);
  if (order === "columns") {
    const columns = folds[0]?.train[0]?.features.length ?? 0;
    const places = shuffled(
      Array.from({ length: columns }, (_, i) => i),
      random,
    );
    const turned = (examples: readonly Example[]): Example[] =>
      examples.map((example) => ({
        ...example,
        features: places.map((place) => example.features[place]!),
      }));
    return folds.map(({ train, test }) => ({
      train: turned(train),
      test: turned(test),
    }));
  }
  const images = new Set(
    folds.flatMap(({ train }) => train.map(({ image }) => image)),
  );
  const ranks = new Map(
    shuffled([...images].sort(), random).map((image, rank) => [image, rank]),
  );
  return folds.map(({ train, test }) => ({
    train: train.toSorted((a, b) => ranks.get(a.image)! - ranks.get(b.image)!),
    test,
  }));
}

/** In an order of which each is as likely as any other (Fisher and Yates). */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.whole(0, i);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}
