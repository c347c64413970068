import type { Dim } from "../graph.ts";
import type { ShapeContext } from "./rule.ts";

/** What a Slice takes of one axis. */
export interface SliceRange {
  /** The first element, counted from 0. */
  readonly start: number;
  /** From one element to the next; below 0 it runs backwards. */
  readonly step: number;
  /** How many elements it takes. */
  readonly count: number;
}

/**
 * What a Slice takes of each axis of its input.
 *
 * @returns One entry an axis: the range, `"all"` for an axis that it leaves whole,
 * `undefined` for one of unknown extent or bounds. All of it is `undefined` if the
 * axes are only known in the run.
 * @throws {RangeError} If an axis does not exist, or a step is 0.
 */
export function sliceRanges(
  context: ShapeContext,
  dims: readonly Dim[],
): (SliceRange | "all" | undefined)[] | undefined {
  const { attributes } = context;
  const early = context.opset < 10;
  const starts = early ? attributes.ints("starts") : context.wholes(1);
  const ends = early ? attributes.ints("ends") : context.wholes(2);
  const named = early
    ? attributes.ints("axes")
    : context.has(3)
    ? context.wholes(3) ?? null
    : undefined;
  const steps = !early && context.has(4) ? context.wholes(4) : [];
  const count = starts?.length ?? ends?.length ?? named?.length;
  if (named === null || count === undefined) return undefined;
  const axes = (named ?? Array.from({ length: count }, (_, i) => i))
    .map((axis) => context.axis(axis, dims.length));
  for (const list of [starts, ends, steps?.length === 0 ? undefined : steps]) {
    if (list !== undefined && list.length !== axes.length) {
      throw context.flaw(
        `it names ${axes.length} axes and ${list.length} bounds or steps`,
      );
    }
  }
  const ranges = new Array<SliceRange | "all" | undefined>(dims.length)
    .fill("all");
  for (const [i, axis] of axes.entries()) {
    const step = steps === undefined ? undefined : steps[i] ?? 1;
    if (step === 0) throw context.flaw("a step is 0");
    const [dim, start, end] = [dims[axis], starts?.[i], ends?.[i]];
    ranges[axis] = typeof dim === "number" && start !== undefined &&
        end !== undefined && step !== undefined
      ? range(dim, { start, end, step })
      : isWhole(start, end, step)
      ? "all"
      : undefined;
  }
  return ranges;
}

/** Whether bounds take an axis whole, whatever its extent. */
function isWhole(
  start: number | undefined,
  end: number | undefined,
  step: number | undefined,
): boolean {
  // Exporters write the end of an axis as the largest 32 or 64 bit integer.
  return start === 0 && step === 1 && end !== undefined && end >= 2 ** 31 - 1;
}

function range(
  dim: number,
  { start, end, step }: {
    readonly start: number;
    readonly end: number;
    readonly step: number;
  },
): SliceRange {
  const clamp = (bound: number, low: number, high: number): number =>
    Math.min(Math.max(bound < 0 ? bound + dim : bound, low), high);
  const first = step > 0 ? clamp(start, 0, dim) : clamp(start, 0, dim - 1);
  const last = step > 0 ? clamp(end, 0, dim) : clamp(end, -1, dim - 1);
  const count = dim === 0 ? 0 : Math.ceil((last - first) / step);
  return { start: first, step, count: Math.max(0, count) };
}
