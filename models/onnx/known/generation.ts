import { product } from "../shapes/dims.ts";
import { shapeRange } from "../shapes/generator.ts";
import { sizeOf } from "../tensor.ts";
import { type Element, knownOf } from "./known.ts";
import type { KnownRule } from "./rule.ts";

const constant: KnownRule = ({ attributes }, [room]) => {
  const tensor = attributes.get("value", "TENSOR");
  if (tensor !== undefined) return [knownOf(tensor)];
  const one = attributes.get("value_int", "INT") ??
    attributes.get("value_float", "FLOAT");
  const list = attributes.get("value_ints", "INTS") ??
    attributes.get("value_floats", "FLOATS");
  return [{ ...room!, elements: list ?? [one] }];
};

const constantOfShape: KnownRule = ({ attributes }, [room]) => {
  const tensor = attributes.get("value", "TENSOR");
  const value = tensor === undefined ? 0 : knownOf(tensor)?.elements[0];
  const elements = new Array<Element>(sizeOf(room!.dims)).fill(value);
  return [{ ...room!, elements }];
};

const shape: KnownRule = (context, [room]) => {
  const dims = context.dims(0);
  if (dims === undefined) return [];
  const { start, end } = shapeRange(context, dims.length);
  const elements = dims.slice(start, end)
    .map((dim) => typeof dim === "number" ? BigInt(dim) : dim);
  return [{ ...room!, elements }];
};

const size: KnownRule = (context, [room]) => {
  const dims = context.dims(0);
  const found = dims && product(dims);
  return found === undefined ? [] : [{ ...room!, elements: [BigInt(found)] }];
};

const range: KnownRule = (context, [room]) => {
  const start = context.known(0)?.elements[0];
  const delta = context.known(2)?.elements[0];
  const count = sizeOf(room!.dims);
  if (typeof start === "bigint" && typeof delta === "bigint") {
    const elements = Array.from(
      { length: count },
      (_, i) => start + BigInt(i) * delta,
    );
    return [{ ...room!, elements }];
  }
  if (typeof start !== "number" || typeof delta !== "number") return [];
  const round = room!.type === "float32" ? Math.fround : (x: number) => x;
  const elements = Array.from(
    { length: count },
    (_, i) => round(start + round(i * delta)),
  );
  return [{ ...room!, elements }];
};

/** Operators that make elements from nothing, or from shapes. */
export const GENERATION_RULES: ReadonlyMap<string, KnownRule> = new Map([
  ["Constant", constant],
  ["ConstantOfShape", constantOfShape],
  ["Range", range],
  ["Shape", shape],
  ["Size", size],
]);
