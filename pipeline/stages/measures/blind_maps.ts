import { MapScores } from "./map_scores.ts";
import { pairParts } from "./pair_parts.ts";
import type { Subject } from "./subject.ts";

/** Maps that look at no image, by the start of their port `<kind>_scores`. */
export const BLIND_MAPS = ["centre", "random"] as const;

/** One of {@link BLIND_MAPS}. */
export type BlindMap = (typeof BLIND_MAPS)[number];

const NAMES: Readonly<Record<BlindMap, string>> = {
  centre: "Centre map",
  random: "Noise",
};

/**
 * Reads how maps compare with references that look at no image. They are shown for
 * every characteristic: whoever they belong to takes all of them to be there.
 *
 * @param options.folds The test images by fold.
 * @throws {SyntaxError | TypeError} If a file is not what it should be.
 * @throws {RangeError} If files do not fit the folds or the study.
 */
export async function readBlindMaps(
  kind: BlindMap,
  { parts, folds, characteristics }: {
    readonly parts: readonly string[];
    readonly folds: readonly (readonly string[])[];
    readonly characteristics: readonly string[];
  },
): Promise<Subject> {
  const files = pairParts(kind, {
    scores: parts,
    ids: folds.map((_, fold) => String(fold)),
  });
  const maps: MapScores[] = [];
  for (const [fold, { scores }] of files.entries()) {
    const images = folds[fold]!;
    maps.push(await MapScores.read(scores, { images, characteristics }));
  }
  return {
    id: kind,
    name: NAMES[kind],
    kind: "map",
    groups: folds.map((_, fold) => String(fold)),
    localisation: (reading) => maps.map((fold) => fold.of(reading)),
  };
}
