import {
  multiplyAxis,
  requireSmall,
  type Strip,
  sumToPlaces,
} from "../along_axis.ts";
import { sumTo, sumToInput } from "../broadcasting.ts";
import type { RuleContext } from "../rule_context.ts";
import type { Gradients, RuleTable } from "../rule.ts";
import type { Shaped } from "../shaped.ts";

/** An end that means "to the last", whatever the size. */
const FAR = 2 ** 31 - 1;

function sizeAlong(context: RuleContext, x: Shaped, axis: number): number {
  const [size = 0] = context.sizes({ ...x, dims: [x.dims[axis]] });
  return size;
}

function slice(context: RuleContext): Gradients {
  const x = context.input(0);
  const starts = context.list("starts", 1) ?? [];
  const ends = context.list("ends", 2) ?? [];
  const axes = context.list("axes", 3) ?? starts.map((_, axis) => axis);
  const steps = context.list("steps", 4) ?? [];
  const strip = axes.reduce<Strip>((rest, listed, index) => {
    const axis = context.axis(listed, x);
    const range = [starts[index] ?? 0, ends[index] ?? 0, steps[index] ?? 1];
    const [start = 0, end = 0, step = 1] = range;
    if (start === 0 && end >= FAR && step === 1) return rest;
    const size = sizeAlong(context, x, axis);
    const places = placesOf(size, { start, end, step });
    return sumToPlaces(context, rest, { axis, size, places });
  }, { name: context.gradient, dims: context.output().dims });
  return [strip.name];
}

/** The places that a slice takes from an axis. */
function placesOf(
  size: number,
  range: {
    readonly start: number;
    readonly end: number;
    readonly step: number;
  },
): number[] {
  const { step } = range;
  const within = (place: number, low: number, high: number) =>
    Math.min(high, Math.max(low, place < 0 ? place + size : place));
  // Backwards, a slice may end before the first place: at -1.
  const [start, end] = step > 0
    ? [within(range.start, 0, size), within(range.end, 0, size)]
    : [within(range.start, 0, size - 1), within(range.end, -1, size - 1)];
  const count = Math.max(0, Math.ceil((end - start) / step));
  return Array.from({ length: count }, (_, index) => start + index * step);
}

function pad(context: RuleContext): Gradients {
  if (context.needs(2)) {
    context.refuse(
      "the value that it fills in has no gradient: differentiate with respect to tensors that it does not depend on",
    );
  }
  const { emit, gradient, attributes } = context;
  const x = context.input(0);
  const y = context.output();
  const mode = attributes.text("mode", "constant");
  const pads = context.list("pads", 1) ?? [];
  const axes = context.list("axes", 3) ?? x.dims.map((_, axis) => axis);
  const strip = axes.reduce<Strip>((rest, listed, index) => {
    const axis = context.axis(listed, x);
    const before = pads[index] ?? 0;
    const after = pads[axes.length + index] ?? 0;
    if (before === 0 && after === 0) return rest;
    const size = sizeAlong(context, x, axis);
    const wide = sizeAlong(context, y, axis);
    if (mode !== "constant") {
      const places = Array.from(
        { length: wide },
        (_, place) => reflected(context, place - before, size),
      );
      return sumToPlaces(context, rest, { axis, size, places });
    }
    const start = Math.max(0, before);
    const end = wide - Math.max(0, after);
    const kept = emit.slice(rest.name, [{ axis, start, end }]);
    const places = Array.from(
      { length: end - start },
      (_, place) => place + start - before,
    );
    const strip = { name: kept, dims: rest.dims.with(axis, end - start) };
    return sumToPlaces(context, strip, { axis, size, places });
  }, { name: gradient, dims: y.dims });
  return [strip.name];
}

/** The place within an axis that a place beyond its ends repeats. */
function reflected(context: RuleContext, place: number, size: number): number {
  const mode = context.attributes.text("mode", "constant");
  switch (mode) {
    case "edge":
      return Math.min(size - 1, Math.max(0, place));
    case "reflect": {
      // Back and forth without repeating the ends.
      const period = Math.max(1, 2 * (size - 1));
      const phase = ((place % period) + period) % period;
      return Math.min(phase, period - phase);
    }
    case "wrap":
      return ((place % size) + size) % size;
    default:
      return context.refuse(
        `there is no rule for its mode "${mode}": choose a tensor after it`,
      );
  }
}

function expand(context: RuleContext): Gradients {
  const shape = context.constant(1);
  const told = shape?.type === "int64"
    ? Array.from(shape.data, Number)
    : undefined;
  const y = context.output().dims;
  return [
    sumTo(context, context.gradient, {
      from: y,
      to: context.input(0),
      others: [told ?? y.map(() => undefined)],
    }),
  ];
}

function where(context: RuleContext): Gradients {
  const { emit, gradient, node } = context;
  const [condition = ""] = node.inputs;
  const zero = emit.number(0);
  const branch = (index: number, order: readonly [string, string]) =>
    context.needs(index)
      ? sumToInput(context, emit.op("Where", [condition, ...order]), index)
      : undefined;
  return [undefined, branch(1, [gradient, zero]), branch(2, [zero, gradient])];
}

function gather(context: RuleContext): Gradients {
  const { emit, gradient, attributes } = context;
  const x = context.input(0);
  const axis = context.axis(attributes.int("axis", 0), x);
  const size = sizeAlong(context, x, axis);
  const indices = context.input(1);
  const count = context.sizes(indices).reduce((a, b) => a * b, 1);
  // However many axes the indices have, they took the place of one.
  const dims = x.dims.with(axis, count);
  const unknown = dims.filter((dim) => typeof dim !== "number").length;
  if (unknown > 1) {
    context.refuse(
      "more than one size of its input is not fixed: fix the model's input size",
    );
  }
  const strip = {
    name: emit.reshape(
      gradient,
      dims.map((dim) => typeof dim === "number" ? dim : -1),
    ),
    dims,
  };
  const known = context.constant(1);
  if (known?.type === "int64" || known?.type === "int32") {
    const places = Array.from<bigint | number, number>(known.data, Number)
      .map((place) => place < 0 ? place + size : place);
    return [sumToPlaces(context, strip, { axis, size, places }).name];
  }
  requireSmall(context, size * count);
  const row = emit.op("Cast", [emit.reshape(indices.name, [1, -1])], {
    to: 1n,
  });
  const negative = emit.scale(emit.less(row, emit.number(0)), size);
  const places = emit.numbers(
    Array.from({ length: size }, (_, place) => place),
    [size, 1],
  );
  const matrix = emit.equal(places, emit.add(row, negative));
  return [multiplyAxis(context, strip, { axis, size, matrix }).name];
}

/** Operators that take, repeat or choose elements. */
export const SELECTION: RuleTable = {
  Slice: {
    rule: slice,
    inputs: "data",
    refuses: "bounds, axes or steps that are not constant",
  },
  Gather: {
    rule: gather,
    inputs: "data",
    refuses: "more than 2^24 pairs of a place and an index",
  },
  Pad: {
    rule: pad,
    inputs: "data",
    refuses: "pads that are not constant; a gradient for the value filled in",
  },
  Expand: { rule: expand, inputs: "input" },
  Where: { rule: where, inputs: "X, Y" },
};
