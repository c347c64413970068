import { lookThrough, spread } from "../convolve.ts";
import type { Emitter } from "../emitter.ts";
import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleTable } from "../rule.ts";
import type { Shaped } from "../shaped.ts";
import { overhang, type Window, windowOf } from "../window.ts";

/** Sums over the batch and all places: what a bias gets. */
function biasGradient(context: RuleContext): string {
  const axes = context.output().dims.map((_, axis) => axis);
  return context.emit.reduceSum(
    context.gradient,
    axes.filter((axis) => axis !== 1),
    { keep: false },
  );
}

/** What {@link weightGradient} goes by. */
interface WeightOptions {
  /** [N, groups·b, ...window.wide] */
  readonly wide: Shaped;
  /** [N, groups·a, ...window.narrow] */
  readonly narrow: Shaped;
  readonly window: Window;
  readonly groups: number;
}

/**
 * The gradient of weights [groups·a, b, ...kernel]: the wide tensor is looked at
 * through windows that are the narrow one, steps between windows and steps within
 * them changing places, and batch and channels too.
 */
function weightGradient(context: RuleContext, options: WeightOptions): string {
  const { emit } = context;
  const { wide, narrow, window, groups } = options;
  const [wideChannels = 0] = context.sizes({
    ...wide,
    dims: wide.dims.slice(1, 2),
  });
  const [channels = 0] = context.sizes({
    ...narrow,
    dims: narrow.dims.slice(1, 2),
  });
  const swap = [1, 0, ...window.wide.map((_, axis) => axis + 2)];
  if (groups === 1 && isPointwise(window)) {
    const seen = seenPlaces(emit, wide.name, window);
    // One product for batch and places together: many times faster than windows.
    const product = emit.gemm(
      emit.reshape(emit.transpose(narrow.name, swap), [channels, -1]),
      emit.reshape(emit.transpose(seen, swap), [wideChannels, -1]),
      { transB: true },
    );
    return emit.reshape(product, [channels, wideChannels, ...window.kernel]);
  }
  const swapped = {
    kernel: window.narrow,
    narrow: window.kernel,
    wide: window.wide,
    strides: window.dilations,
    dilations: window.strides,
    before: window.before,
  };
  const own = wideChannels / groups;
  // [N, g·b, ...] to [b, g·N, ...]: each group sees its own channels.
  const batches = groups === 1 ? emit.transpose(wide.name, swap) : emit.reshape(
    emit.transpose(emit.reshape(wide.name, [0, groups, own, -1]), [2, 1, 0, 3]),
    [own, -1, ...window.wide],
  );
  const result = lookThrough(emit, batches, {
    window: swapped,
    groups,
    channels,
    weights: emit.transpose(narrow.name, swap),
  });
  return emit.transpose(result, swap);
}

/** Whether each window is one place of the wide tensor. */
function isPointwise(window: Window): boolean {
  return window.kernel.every((size) => size === 1) &&
    window.before.every((size) => size === 0) &&
    overhang(window).every((size) => size <= 0);
}

/** The places of the wide tensor that are in a window of one place. */
function seenPlaces(
  emit: Emitter,
  wide: string,
  { narrow, strides, wide: sizes }: Window,
): string {
  const stretches = narrow.flatMap((count, index) => {
    const step = strides[index] ?? 1;
    const end = (count - 1) * step + 1;
    return step === 1 && end === sizes[index]
      ? []
      : [{ axis: index + 2, start: 0, end, step }];
  });
  return emit.slice(wide, stretches);
}

function conv(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const x = context.input(0);
  const w = context.input(1);
  const y = context.output();
  const groups = context.attributes.int("group", 1);
  const [channels = 0, own = 0] = context.sizes({
    ...w,
    dims: w.dims.slice(0, 2),
  });
  const window = windowOf(context, {
    kernel: context.sizes(w, 2),
    wide: context.sizes(x, 2),
    narrow: context.sizes(y, 2),
  });
  return [
    context.needs(0)
      ? spread(emit, gradient, {
        window,
        groups,
        own: [channels / groups, own],
        weights: w.name,
      })
      : undefined,
    context.needs(1)
      ? weightGradient(context, {
        wide: x,
        narrow: { ...y, name: gradient },
        window,
        groups,
      })
      : undefined,
    context.needs(2) ? biasGradient(context) : undefined,
  ];
}

/**
 * Where `ConvTranspose` starts: given its output's size, whether told or found by
 * `auto_pad`, padding is what is left over.
 */
function transposedWindow(context: RuleContext): Window {
  const { attributes } = context;
  const kernel = context.sizes(context.input(1), 2);
  const window = windowOf(context, {
    kernel,
    wide: context.sizes(context.output(), 2),
    narrow: context.sizes(context.input(0), 2),
  });
  const automatic = attributes.text("auto_pad", "NOTSET");
  if (!attributes.has("output_shape") && !automatic.startsWith("SAME")) {
    return window;
  }
  const extra = attributes.ints("output_padding") ?? kernel.map(() => 0);
  // Before its padding is known the window is taken to begin with the tensor.
  const rest = overhang({ ...window, before: kernel.map(() => 0) });
  const before = kernel.map((_, axis) => {
    const total = (rest[axis] ?? 0) + (extra[axis] ?? 0);
    if (total < 0) {
      context.refuse(
        "padding found by the runtime makes up for steps longer than its kernel, on which runtimes disagree: give its pads",
      );
    }
    return automatic === "SAME_UPPER"
      ? Math.floor(total / 2)
      : Math.ceil(total / 2);
  });
  return { ...window, before };
}

function convTranspose(context: RuleContext): Gradients {
  const { emit, gradient } = context;
  const x = context.input(0);
  const w = context.input(1);
  const y = context.output();
  const groups = context.attributes.int("group", 1);
  const window = transposedWindow(context);
  const [channels = 0] = context.sizes({ ...w, dims: w.dims.slice(0, 1) });
  return [
    context.needs(0)
      ? lookThrough(emit, gradient, {
        window,
        groups,
        channels,
        weights: w.name,
      })
      : undefined,
    context.needs(1)
      ? weightGradient(context, {
        wide: { ...y, name: gradient },
        narrow: x,
        window,
        groups,
      })
      : undefined,
    context.needs(2) ? biasGradient(context) : undefined,
  ];
}

/** Convolutions of any rank. */
export const CONVOLUTION: RuleTable = {
  Conv: { rule: conv, inputs: "X, W, B" },
  ConvTranspose: {
    rule: convTranspose,
    inputs: "X, W, B",
    refuses:
      "padding found by the runtime where steps are longer than the kernel",
  },
};
