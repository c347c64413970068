import type { Objective, ObjectiveValue } from "./objective.ts";
import { dot, plus } from "./vectors.ts";

/** Parameters, and the objective there. */
export interface Place extends ObjectiveValue {
  /** Where it is. */
  readonly parameters: Float64Array;
}

/** The part of the expected descent that a step must make good (Armijo). */
const SUFFICIENT = 1e-4;

/** The part of the slope at the beginning that may be left at the end (Wolfe). */
const LEFT = 0.9;

/** Lengths that are tried; by then they differ by rounding. */
const TRIALS = 50;

/**
 * Looks along a direction for a place that is lower by enough and no longer as steep
 * (weak Wolfe conditions), by doubling the step, then halving what lies between a step
 * that is too short and one that is too long. Kinks of the objective are no hindrance
 * (Lewis and Overton 2013).
 *
 * @param direction One along which the objective falls.
 * @returns The place; if rounding hides the way, the lowest that was found, and none if
 * nothing is lower by enough.
 */
export function lineSearch(
  objective: Objective,
  from: Place,
  direction: Float64Array,
): Place | undefined {
  const slope = dot(from.gradient, direction);
  let short = 0;
  let long = Infinity;
  let length = 1;
  let found: Place | undefined;
  for (let trial = 0; trial < TRIALS; trial++) {
    const parameters = plus(from.parameters, direction, length);
    const place = { parameters, ...objective(parameters) };
    const left = dot(place.gradient, direction);
    const isLower = place.value < from.value + SUFFICIENT * length * slope;
    if (isLower && Number.isFinite(place.value) && Number.isFinite(left)) {
      found = place;
      if (left >= LEFT * slope) return found;
      short = length;
    } else {
      long = length;
    }
    length = long === Infinity ? 2 * length : (short + long) / 2;
  }
  return found;
}
