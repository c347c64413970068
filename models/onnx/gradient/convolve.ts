import type { Emitter } from "./emitter.ts";
import { overhang, type Window } from "./window.ts";

/**
 * From this many output channels a group on, WebGPU's grouped convolution is right
 * only for multiples of it.
 */
const CHANNEL_STEP = 4;

/** How {@link spread} and {@link lookThrough} convolve. */
export interface ConvolutionOptions {
  /** Where the windows lie. */
  readonly window: Window;
  /** Into how many groups, blind to each other, the channels fall. */
  readonly groups: number;
}

/** What {@link spread} needs beside the window. */
export interface SpreadOptions extends ConvolutionOptions {
  /** The name of the weights. */
  readonly weights: string;
  /** Channels a group of the narrow tensor (a) and of the wide one (b). */
  readonly own: readonly [a: number, b: number];
}

/**
 * Adds to each place of the wide tensor what its windows say of it: the transpose of
 * looking through windows.
 *
 * @param narrow [N, groups·a, ...window.narrow]
 * @param options `weights` is [groups·a, b, ...window.kernel].
 * @returns [N, groups·b, ...window.wide]
 */
export function spread(
  emit: Emitter,
  narrow: string,
  options: SpreadOptions,
): string {
  const { window, groups, weights, own: [several, own] } = options;
  if (groups === 1 || own > 1 || several === 1) {
    return convolveBack(emit, narrow, options);
  }
  // WebGPU's transposed convolution is wrong for groups that make one channel of
  // several: it makes two, and the second is dropped.
  const filled = emit.pad(weights, {
    before: [0, 0, ...window.kernel.map(() => 0)],
    after: [0, 1, ...window.kernel.map(() => 0)],
  });
  const result = convolveBack(emit, narrow, { ...options, weights: filled });
  const kept = emit.slice(emit.reshape(result, [0, groups, 2, -1]), [
    { axis: 2, start: 0, end: 1 },
  ]);
  return emit.reshape(kept, [0, groups, ...window.wide]);
}

function convolveBack(
  emit: Emitter,
  narrow: string,
  options: SpreadOptions,
): string {
  const { window, groups, weights } = options;
  const after = overhang(window);
  return emit.op("ConvTranspose", [narrow, weights], {
    kernel_shape: window.kernel.map(BigInt),
    strides: window.strides.map(BigInt),
    dilations: window.dilations.map(BigInt),
    group: BigInt(groups),
    pads: [...window.before, ...after.map((size) => Math.max(0, size))]
      .map(BigInt),
    output_padding: after.map((size) => BigInt(Math.max(0, -size))),
  });
}

/** What {@link lookThrough} needs beside the window. */
export interface LookOptions extends ConvolutionOptions {
  /** The name of the weights. */
  readonly weights: string;
  /** How many channels come out: a multiple of `groups`. */
  readonly channels: number;
}

/**
 * Looks at the wide tensor through windows.
 *
 * @param wide [N, groups·a, ...window.wide]
 * @param options `weights` is [channels, a, ...window.kernel].
 * @returns [N, channels, ...window.narrow]
 */
export function lookThrough(
  emit: Emitter,
  wide: string,
  options: LookOptions,
): string {
  const { window, groups, weights, channels } = options;
  const own = channels / groups;
  const padded = groups === 1 || own <= CHANNEL_STEP
    ? own
    : Math.ceil(own / CHANNEL_STEP) * CHANNEL_STEP;
  if (padded === own) return convolve(emit, wide, options);
  const filled = emit.reshape(
    emit.pad(emit.reshape(weights, [groups, own, -1]), {
      before: [0, 0, 0],
      after: [0, padded - own, 0],
    }),
    [groups * padded, -1, ...window.kernel],
  );
  const result = convolve(emit, wide, {
    ...options,
    weights: filled,
    channels: groups * padded,
  });
  const kept = emit.slice(emit.reshape(result, [0, groups, padded, -1]), [
    { axis: 2, start: 0, end: own },
  ]);
  return emit.reshape(kept, [0, channels, ...window.narrow]);
}

function convolve(
  emit: Emitter,
  wide: string,
  options: LookOptions,
): string {
  const { window, groups, weights, channels } = options;
  const { kernel, strides, dilations, narrow } = window;
  const after = overhang(window);
  // WebGPU takes a kernel of one place, or of the tensor's size, for a product of
  // matrices, whatever padding follows the tensor: one window more, before the first,
  // keeps it from that.
  const mistaken = after.some((size) => size > 0) &&
    (kernel.every((size) => size === 1) ||
      kernel.every((size, axis) => size === window.wide[axis]));
  const extra = kernel.map((_, axis) => mistaken && axis === 0 ? 1 : 0);
  const before = window.before.map((size, axis) =>
    size + (extra[axis] ?? 0) * (strides[axis] ?? 1)
  );
  const result = emit.op("Conv", [wide, weights], {
    kernel_shape: kernel.map(BigInt),
    strides: strides.map(BigInt),
    dilations: dilations.map(BigInt),
    group: BigInt(groups),
    pads: [...before, ...after.map((size) => Math.max(0, size))].map(BigInt),
  });
  if (groups > 1) {
    // Whether groups are right on WebGPU hangs on their number of channels.
    const unknown = kernel.map(() => undefined);
    emit.describe(result, [undefined, channels, ...unknown]);
  }
  // What lies beyond the last window may have room for more of them.
  const stretches = narrow.flatMap((count, axis) => {
    const start = extra[axis] ?? 0;
    const room = -(after[axis] ?? 0) >= (strides[axis] ?? 1);
    return start > 0 || room
      ? [{ axis: axis + 2, start, end: start + count }]
      : [];
  });
  return emit.slice(result, stretches);
}
