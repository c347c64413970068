import { dot } from "./vectors.ts";

/** A step, and what it changed the gradient by. */
interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  /** Their product, above 0. */
  readonly curvature: number;
}

/**
 * The last steps of a minimisation, as far as they are remembered, and what they tell
 * of the curvature: limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.4).
 */
export class CurvaturePairs {
  readonly #memory: number;
  /** The oldest first. */
  readonly #pairs: Pair[] = [];

  /** Remembers at most so many steps. */
  constructor(memory: number) {
    this.#memory = memory;
  }

  /** Whether nothing is remembered. */
  get empty(): boolean {
    return this.#pairs.length === 0;
  }

  /**
   * Remembers a step; one along which the slope did not rise tells nothing and is let
   * go, so that every direction leads down.
   */
  add(step: Float64Array, change: Float64Array): void {
    const curvature = dot(step, change);
    if (!(curvature > 0)) return;
    this.#pairs.push({ step, change, curvature });
    if (this.#pairs.length > this.#memory) this.#pairs.shift();
  }

  /** Forgets every step. */
  clear(): void {
    this.#pairs.length = 0;
  }

  /**
   * The step to what would be the minimum, were the curvature what is remembered; of
   * length 1 against the gradient, if nothing is.
   */
  direction(gradient: Float64Array): Float64Array {
    const result = gradient.map((x) => -x);
    const shares: number[] = [];
    for (const { step, change, curvature } of this.#pairs.toReversed()) {
      const share = dot(step, result) / curvature;
      shares.unshift(share);
      addTo(result, change, -share);
    }
    const last = this.#pairs.at(-1);
    const scale = last === undefined
      ? 1 / Math.sqrt(dot(gradient, gradient))
      : last.curvature / dot(last.change, last.change);
    for (let i = 0; i < result.length; i++) result[i]! *= scale;
    for (const [i, { step, change, curvature }] of this.#pairs.entries()) {
      addTo(result, step, shares[i]! - dot(change, result) / curvature);
    }
    return result;
  }
}

function addTo(sum: Float64Array, x: Float64Array, scale: number): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += scale * x[i]!;
}
