import type { RuleContext } from "./rule_context.ts";

/**
 * Where the windows of a convolution or pooling lie, one entry a spatial axis. A
 * window looks at `kernel` places of the wide tensor and belongs to one place of the
 * narrow one.
 */
export interface Window {
  /** How many places a window looks at. */
  readonly kernel: readonly number[];
  /** Steps from window to window. */
  readonly strides: readonly number[];
  /** Steps from place to place within a window. */
  readonly dilations: readonly number[];
  /** Spatial sizes of the tensor that the windows look at. */
  readonly wide: readonly number[];
  /** How many windows there are. */
  readonly narrow: readonly number[];
  /** How far the first window begins before the wide tensor. */
  readonly before: readonly number[];
}

/** What {@link windowOf} goes by. */
export type WindowSizes = Pick<Window, "kernel" | "wide" | "narrow">;

/** The windows of a node with the attributes of `Conv`, `AveragePool` or `MaxPool`. */
export function windowOf(context: RuleContext, sizes: WindowSizes): Window {
  const { kernel, wide, narrow } = sizes;
  const { attributes } = context;
  const ones = kernel.map(() => 1);
  const strides = attributes.ints("strides") ?? ones;
  const dilations = attributes.ints("dilations") ?? ones;
  const pads = attributes.ints("pads") ?? [];
  const automatic = attributes.text("auto_pad", "NOTSET");
  const free = { kernel, strides, dilations, wide, narrow };
  const before = kernel.map((_, axis) => {
    if (automatic === "VALID") return 0;
    if (automatic === "NOTSET") return pads[axis] ?? 0;
    const total = Math.max(0, reach(free, axis) - (wide[axis] ?? 0));
    return automatic === "SAME_UPPER"
      ? Math.floor(total / 2)
      : Math.ceil(total / 2);
  });
  return { ...free, before };
}

/** From the first place of the first window to the last place of the last. */
function reach(
  { kernel, strides, dilations, narrow }: Omit<Window, "before">,
  axis: number,
): number {
  const steps = ((narrow[axis] ?? 1) - 1) * (strides[axis] ?? 1);
  return steps + ((kernel[axis] ?? 1) - 1) * (dilations[axis] ?? 1) + 1;
}

/**
 * How far the last window ends after the wide tensor; negative where the tensor's
 * last places are in no window.
 */
export function overhang(window: Window): number[] {
  return window.kernel.map((_, axis) =>
    reach(window, axis) - (window.before[axis] ?? 0) - (window.wide[axis] ?? 0)
  );
}
