import { meanStd } from "../../metrics/mean_std.ts";
import { signedRank } from "../../metrics/signed_rank.ts";
import type { Subject } from "./subject_scores.ts";

/** Dice of some maps with whole outlines, by image. */
export interface DiceOf {
  /** Whose maps. */
  readonly subject: Subject;
  /** By image. */
  readonly dice: ReadonlyMap<string, number>;
}

/** An architecture beside something else, image by image. */
export interface Comparison {
  /** The architecture. */
  readonly subject: Subject;
  /** What it is compared with. */
  readonly other: Subject;
  /** Images that both have. */
  readonly images: number;
  /** Means over these images; `undefined` without any. */
  readonly own: number | undefined;
  /** Of the other. */
  readonly others: number | undefined;
  /** The mean of the differences. */
  readonly difference: number | undefined;
  /** That the differences are symmetric about zero: Wilcoxon's signed-rank test, two-sided. */
  readonly pValue: number | undefined;
}

/** Compares Dice on the images that both have, in order of their ids. */
export function comparison(own: DiceOf, other: DiceOf): Comparison {
  const images = [...own.dice.keys()].filter((image) => other.dice.has(image))
    .sort();
  const first = images.map((image) => own.dice.get(image)!);
  const second = images.map((image) => other.dice.get(image)!);
  const differences = first.map((value, i) => value - second[i]!);
  return {
    subject: own.subject,
    other: other.subject,
    images: images.length,
    own: mean(first),
    others: mean(second),
    difference: mean(differences),
    pValue: images.length === 0 ? undefined : signedRank(differences).pValue,
  };
}

function mean(values: readonly number[]): number | undefined {
  return meanStd(values, { std: "population" }).mean;
}
