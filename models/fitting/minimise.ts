import { CurvaturePairs } from "./curvature_pairs.ts";
import { lineSearch, type Place } from "./line_search.ts";
import type { Objective } from "./objective.ts";
import { dot, largest, plus } from "./vectors.ts";

/** When {@link minimise} takes the objective for minimised. */
export interface MinimiseOptions {
  /** As soon as no absolute derivative is above this. */
  readonly tolerance: number;
  /** As soon as so many steps have lowered the objective by less than this share of it. */
  readonly stall: { readonly steps: number; readonly share: number };
  /** After so many steps in any case. */
  readonly maxIterations: number;
  /** So many steps tell the curvature; 10 unless said. */
  readonly memory?: number;
}

/** Where a minimisation has ended, and why. */
export interface Minimum {
  /** The parameters. */
  readonly parameters: Float64Array;
  /** The objective there. */
  readonly value: number;
  /** The largest absolute derivative there. */
  readonly gradient: number;
  /** Steps taken. */
  readonly iterations: number;
  /** How often the objective was evaluated. */
  readonly evaluations: number;
  /**
   * What ended it: one of {@link MinimiseOptions}, or `"rounding"` if no step in any
   * known direction lowers the objective.
   */
  readonly stopped: "tolerance" | "stall" | "iterations" | "rounding";
}

/**
 * Looks for a minimum near a start by limited-memory BFGS with a line search. The
 * objective falls with every step, and the same start gives the same steps.
 *
 * Where it has kinks, such as those of ReLU, minima lie in them, and no derivative need
 * vanish there: then it is the stall that ends the search, near a minimum, and the
 * nearer the more steps are remembered.
 *
 * @throws {RangeError} If the objective or its slope is no number at the start.
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  options: MinimiseOptions,
): Minimum {
  let evaluations = 0;
  const counted: Objective = (parameters) => {
    evaluations++;
    return objective(parameters);
  };
  const { tolerance, stall, maxIterations, memory = 10 } = options;
  const pairs = new CurvaturePairs(memory);
  let at: Place = { parameters: start, ...counted(start) };
  if (!Number.isFinite(at.value) || !Number.isFinite(largest(at.gradient))) {
    throw new RangeError(
      `Cannot minimise from where the objective is ${at.value} and its steepest slope ${
        largest(at.gradient)
      }: start where both are finite`,
    );
  }
  const values = [at.value];
  const ended = (stopped: Minimum["stopped"]): Minimum => ({
    parameters: at.parameters,
    value: at.value,
    gradient: largest(at.gradient),
    iterations: values.length - 1,
    evaluations,
    stopped,
  });
  while (true) {
    if (largest(at.gradient) <= tolerance) return ended("tolerance");
    const before = values.at(-1 - stall.steps);
    if (
      before !== undefined &&
      before - at.value < stall.share * Math.abs(before)
    ) return ended("stall");
    if (values.length > maxIterations) return ended("iterations");
    const next = step(counted, at, pairs);
    if (next === undefined) return ended("rounding");
    pairs.add(
      plus(next.parameters, at.parameters, -1),
      plus(next.gradient, at.gradient, -1),
    );
    at = next;
    values.push(at.value);
  }
}

/** One step; against the gradient if what is remembered leads nowhere. */
function step(
  objective: Objective,
  at: Place,
  pairs: CurvaturePairs,
): Place | undefined {
  while (true) {
    const direction = pairs.direction(at.gradient);
    const next = dot(direction, at.gradient) < 0
      ? lineSearch(objective, at, direction)
      : undefined;
    if (next !== undefined || pairs.empty) return next;
    pairs.clear();
  }
}
