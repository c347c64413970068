import fc from "fast-check";
import type {
  Example,
  FoldExamples,
} from "../../pipeline/stages/baselines/example.ts";

/** Images `prefix0`, `prefix1`, … from their features and diagnosis, such as `"0110 2"`. */
export function examplesFrom(
  prefix: string,
  lines: readonly string[],
): Example[] {
  return lines.map((line, i) => {
    const [features = "", label] = line.split(" ");
    return {
      image: `${prefix}${i}`,
      features: [...features].map(Number),
      label: Number(label),
    };
  });
}

/** Folds of three classes, each with examples, and of four binary features. */
export const FOLDS: fc.Arbitrary<FoldExamples[]> = fc.array(
  fc.record({
    train: lines(12, 20).map((rest) =>
      examplesFrom("train", ["0011 0", "0101 1", "1001 2", "1110 0", ...rest])
    ),
    test: lines(1, 8).map((rest) => examplesFrom("test", rest)),
  }),
  { minLength: 1, maxLength: 2 },
);

function lines(minLength: number, maxLength: number): fc.Arbitrary<string[]> {
  return fc.array(
    fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 2 }))
      .map(([bits, label]) => `${bits.toString(2).padStart(4, "0")} ${label}`),
    { minLength, maxLength },
  );
}
