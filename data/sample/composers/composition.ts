import type { Random } from "../random.ts";
import type { Lesion, LesionKind } from "../scene.ts";
import type { SkinArea, Spot } from "../skin_area.ts";

/** What a composer has to work with. */
export interface Ground {
  /** Where lesions may lie. */
  readonly area: SkinArea;
  /** The characteristics that the picture is to show, by name. */
  readonly shows: ReadonlySet<string>;
  /** The share of the usual area that lesions take, 0 to 1. */
  readonly share: number;
  /** The stream to draw from. */
  readonly random: Random;
}

/** Lays out the lesions of one disease, from the lowest to the topmost. */
export type Composer = (ground: Ground) => Lesion[];

/** A lesion of a random form. */
export function lesionAt(
  { x, y }: Spot,
  options: {
    readonly kind: LesionKind;
    readonly radius: number;
    /** At most this many times as long as wide; 1.3 unless said. */
    readonly aspect?: number;
    /** 0.12 unless said. */
    readonly roughness?: number;
    /** 1 unless said. */
    readonly strength?: number;
    readonly random: Random;
  },
): Lesion {
  const { kind, radius, aspect = 1.3, roughness = 0.12, strength = 1, random } =
    options;
  return {
    kind,
    x: rounded(x),
    y: rounded(y),
    radius: rounded(radius),
    aspect: rounded(random.between(1, aspect)),
    angle: rounded(random.between(0, Math.PI)),
    roughness: rounded(roughness * random.between(0.6, 1.4)),
    strength: rounded(strength * random.between(0.8, 1.2)),
    seed: random.word(),
  };
}

/** Splits an area among several lesions, as radii in descending order. */
export function radiiOf(
  share: number,
  { count, area, random }: {
    readonly count: number;
    readonly area: SkinArea;
    readonly random: Random;
  },
): number[] {
  const weights = Array.from(
    { length: count },
    () => random.between(0.25, 1.5),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights
    .map((weight) => area.unit * Math.sqrt(share * weight / total / Math.PI))
    .sort((a, b) => b - a);
}

/** A number with two decimals, so that scenes are short, and never -0, which JSON lacks. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
