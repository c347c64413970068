import { steadyMean, steadySum } from "../../metrics/steady_sum.ts";
import { applyUndefinedRule } from "../../metrics/undefined_rule.ts";
import type { LocalisationChoice } from "./params.ts";
import type { LocalisationSample } from "./samples.ts";

/** What of a {@link LocalisationChoice} is about the samples at hand. */
export type LocalisationRules = Pick<
  LocalisationChoice,
  "absent" | "pairs" | "average" | "undefinedF1"
>;

/**
 * How well maps show where characteristics are, in [0, 1]: the fuzzy F1,
 * 2 Σ min(map, reference) / (Σ map + Σ reference), averaged as the rules say.
 * `undefined` if no pair of image and characteristic counts, or nothing is left to
 * average.
 *
 * @param options.characteristics How many there are.
 */
export function localisationF1(
  samples: readonly LocalisationSample[],
  { rules, characteristics }: {
    readonly rules: LocalisationRules;
    readonly characteristics: number;
  },
): number | undefined {
  const pairs = countedPairs(samples, rules);
  if (pairs.length === 0) return undefined;
  const mean = (rates: readonly (number | undefined)[]): number | undefined =>
    steadyMean(applyUndefinedRule(rates, rules.undefinedF1));
  const within = (group: readonly LocalisationSample[] = []) =>
    mean(group.map(fuzzyF1));
  switch (rules.average) {
    case "pairs":
      return within(pairs);
    case "pooled":
      return mean([fuzzyF1(added(pairs))]);
    case "images":
      return mean(
        [...Map.groupBy(pairs, ({ image }) => image).values()].map(within),
      );
    case "characteristics": {
      const groups = Map.groupBy(pairs, (pair) => pair.characteristic);
      return mean(
        Array.from(
          { length: characteristics },
          (_, k) => within(groups.get(k)),
        ),
      );
    }
  }
}

/** The pairs of image and characteristic that count, with the maps that count. */
export function countedPairs(
  samples: readonly LocalisationSample[],
  { pairs, absent }: Pick<LocalisationRules, "pairs" | "absent">,
): LocalisationSample[] {
  return samples
    .filter(({ valid, referenceArea, found }) => {
      if (valid === 0) return false;
      const isThere = referenceArea > 0;
      if (pairs === "either") return isThere || found;
      return isThere && (pairs === "reference" || found);
    })
    .map((pair) =>
      pair.found || absent === "keep"
        ? pair
        : { ...pair, overlap: 0, mapArea: 0 }
    );
}

/** `undefined` where both sides are empty. */
function fuzzyF1(
  { overlap, mapArea, referenceArea }: Pick<
    LocalisationSample,
    "overlap" | "mapArea" | "referenceArea"
  >,
): number | undefined {
  const area = mapArea + referenceArea;
  return area === 0 ? undefined : 2 * overlap / area;
}

function added(
  pairs: readonly LocalisationSample[],
): Parameters<typeof fuzzyF1>[0] {
  const sum = (area: "overlap" | "mapArea" | "referenceArea"): number =>
    steadySum(pairs.map((pair) => pair[area]));
  return {
    overlap: sum("overlap"),
    mapArea: sum("mapArea"),
    referenceArea: sum("referenceArea"),
  };
}
