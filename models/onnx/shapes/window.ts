import type { Dim } from "../graph.ts";
import { mapDim } from "./dims.ts";
import type { ShapeContext } from "./rule.ts";

/** How a kernel moves over the spatial axes of its input. */
export interface Window {
  /** Extents of the kernel, one for each spatial axis. */
  readonly kernel: readonly Dim[];
  /** Steps between windows. */
  readonly strides: readonly number[];
  /** Steps between a window's elements. */
  readonly dilations: readonly number[];
  /** Starts of all axes, then ends of all axes. */
  readonly pads: readonly number[];
}

/**
 * Reads how a kernel moves, from the attributes that convolutions and pools share.
 *
 * @param kernel The kernel's extents, one for each spatial axis.
 * @throws {RangeError} If an attribute does not fit the number of axes.
 */
export function readWindow(
  context: ShapeContext,
  kernel: readonly Dim[],
): Window {
  const { length } = kernel;
  const list = (name: string, size: number, fallback: number): number[] => {
    const values = context.attributes.ints(name) ??
      new Array<number>(size).fill(fallback);
    if (values.length !== size) {
      throw context.flaw(
        `the attribute "${name}" has ${values.length} elements and ${size} are needed`,
      );
    }
    if (values.some((value) => value < 0 && name !== "pads")) {
      throw context.flaw(`the attribute "${name}" has an element below 0`);
    }
    return values;
  };
  const strides = list("strides", length, 1);
  if (strides.includes(0)) throw context.flaw("a stride is 0");
  return {
    kernel,
    strides,
    dilations: list("dilations", length, 1),
    pads: list("pads", 2 * length, 0),
  };
}

/**
 * Extents of the output of a convolution or a pool.
 *
 * @param ceil Whether a last window that sticks out counts; one that starts in the
 * padding never does.
 * @throws {RangeError} If the kernel is larger than the padded input.
 */
export function slide(
  context: ShapeContext,
  { spatial, kernel, ceil = false }: {
    readonly spatial: readonly Dim[];
    readonly kernel: readonly Dim[];
    readonly ceil?: boolean;
  },
): Dim[] {
  if (kernel.length !== spatial.length) {
    throw context.flaw(
      `the kernel has ${kernel.length} axes and the input ${spatial.length} spatial ones`,
    );
  }
  const { strides, dilations, pads } = readWindow(context, kernel);
  const auto = context.attributes.text("auto_pad", "NOTSET");
  return spatial.map((extent, axis) => {
    const size = kernel[axis];
    const stride = strides[axis]!;
    if (auto.startsWith("SAME")) {
      return mapDim(extent, (input) => Math.ceil(input / stride));
    }
    if (typeof extent !== "number" || typeof size !== "number") {
      return undefined;
    }
    const [start, end] = auto === "VALID"
      ? [0, 0]
      : [pads[axis]!, pads[axis + spatial.length]!];
    const reach = (size - 1) * dilations[axis]! + 1;
    const room = extent + start + end - reach;
    if (room < 0) {
      throw context.flaw(
        `its kernel reaches over ${reach} elements and the padded input has ${
          extent + start + end
        }`,
      );
    }
    const steps = ceil ? Math.ceil(room / stride) : Math.floor(room / stride);
    return ceil && steps * stride >= extent + start ? steps : steps + 1;
  });
}

/** Extents of the output of a transposed convolution. */
export function unslide(
  context: ShapeContext,
  { spatial, kernel }: {
    readonly spatial: readonly Dim[];
    readonly kernel: readonly Dim[];
  },
): Dim[] {
  const wanted = context.attributes.ints("output_shape");
  if (wanted !== undefined) return wanted.slice(-spatial.length);
  const { strides, dilations, pads } = readWindow(context, kernel);
  const extra = context.attributes.ints("output_padding") ?? [];
  const auto = context.attributes.text("auto_pad", "NOTSET");
  return spatial.map((extent, axis) => {
    const size = kernel[axis];
    const stride = strides[axis]!;
    if (auto.startsWith("SAME")) {
      return mapDim(extent, (input) => input * stride);
    }
    if (typeof extent !== "number" || typeof size !== "number") {
      return undefined;
    }
    const cut = auto === "VALID"
      ? 0
      : pads[axis]! + pads[axis + spatial.length]!;
    return stride * (extent - 1) + (extra[axis] ?? 0) +
      (size - 1) * dilations[axis]! + 1 - cut;
  });
}
