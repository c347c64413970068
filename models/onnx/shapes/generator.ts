import type { ElementType } from "../element_type.ts";
import { readElementTypeNumber } from "./element_type_number.ts";
import { shapeOf, unknownDims } from "./reshape.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

function constant({ attributes }: ShapeContext): (Facts | undefined)[] {
  const tensor = attributes.get("value", "TENSOR");
  if (tensor !== undefined) return [facts(tensor.type, tensor.dims)];
  if (attributes.has("value_float")) return [facts("float32", [])];
  if (attributes.has("value_int")) return [facts("int64", [])];
  if (attributes.has("value_string")) return [facts("string", [])];
  const list: [ElementType, number | undefined][] = [
    ["float32", attributes.get("value_floats", "FLOATS")?.length],
    ["int64", attributes.get("value_ints", "INTS")?.length],
    ["string", attributes.get("value_strings", "STRINGS")?.length],
  ];
  const found = list.find(([, length]) => length !== undefined);
  return [found && facts(found[0], [found[1]])];
}

function constantOfShape(context: ShapeContext): (Facts | undefined)[] {
  const type = context.attributes.get("value", "TENSOR")?.type ?? "float32";
  const dims = shapeOf(context, 0) ?? unknownDims(context, 0);
  if (dims?.some((dim) => typeof dim === "number" && dim < 0)) {
    throw context.flaw(`it cannot have the shape (${dims.join(", ")})`);
  }
  return [facts(type, dims)];
}

/** The part of the first input's extents that a Shape node gives. */
export function shapeRange(
  { attributes }: ShapeContext,
  rank: number,
): { readonly start: number; readonly end: number } {
  const place = (name: string, fallback: number): number => {
    const value = attributes.int(name, fallback);
    return Math.min(Math.max(value < 0 ? value + rank : value, 0), rank);
  };
  const start = place("start", 0);
  return { start, end: Math.max(start, place("end", rank)) };
}

function shape(context: ShapeContext): (Facts | undefined)[] {
  const rank = context.dims(0)?.length;
  if (rank === undefined) return [facts("int64", [undefined])];
  const { start, end } = shapeRange(context, rank);
  return [facts("int64", [end - start])];
}

function size(): (Facts | undefined)[] {
  return [facts("int64", [])];
}

/** The number of elements of a Range, if its bounds are known. */
export function rangeLength(context: ShapeContext): number | undefined {
  const [start, limit, delta] = [0, 1, 2].map((input) => {
    const element = context.known(input)?.elements[0];
    return typeof element === "bigint" || typeof element === "number"
      ? Number(element)
      : undefined;
  });
  if (start === undefined || limit === undefined || delta === undefined) {
    return undefined;
  }
  if (delta === 0) throw context.flaw("its step is 0");
  return Math.max(0, Math.ceil((limit - start) / delta));
}

function range(context: ShapeContext): (Facts | undefined)[] {
  return [facts(context.type(0), [rangeLength(context)])];
}

function oneHot(context: ShapeContext): (Facts | undefined)[] {
  const dims = context.dims(0);
  const type = context.type(2);
  if (dims === undefined) return [facts(type, undefined)];
  const axis = context.axis(
    context.attributes.int("axis", -1),
    dims.length + 1,
  );
  const depth = context.wholes(1)?.[0];
  return [facts(type, [...dims.slice(0, axis), depth, ...dims.slice(axis)])];
}

function nonZero(context: ShapeContext): (Facts | undefined)[] {
  return [facts("int64", [context.dims(0)?.length, undefined])];
}

/** A type by attribute, else the input's, else floats. */
function typed(context: ShapeContext): ElementType | undefined {
  return context.attributes.has("dtype")
    ? readElementTypeNumber(context.attributes.int("dtype", 0), context)
    : context.type(0) ?? "float32";
}

function like(context: ShapeContext): (Facts | undefined)[] {
  return [facts(typed(context), context.dims(0))];
}

function random(context: ShapeContext): (Facts | undefined)[] {
  return [facts(typed(context), context.attributes.ints("shape"))];
}

/** Operators that make tensors, from attributes or from other tensors' shapes. */
export const GENERATOR: ReadonlyMap<string, ShapeRule> = new Map([
  ["Constant", constant],
  ["ConstantOfShape", constantOfShape],
  ["Shape", shape],
  ["Size", size],
  ["Range", range],
  ["OneHot", oneHot],
  ["NonZero", nonZero],
  ["EyeLike", like],
  ["Bernoulli", like],
  ["RandomNormalLike", like],
  ["RandomUniformLike", like],
  ["RandomNormal", random],
  ["RandomUniform", random],
]);
