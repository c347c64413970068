import { ELEMENT_TYPES, type ElementType } from "../element_type.ts";
import type { Dim } from "../graph.ts";
import { readElementTypeNumber } from "./element_type_number.ts";
import { broadcast } from "./dims.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

/** The shape and type of the first input. */
export function same(context: ShapeContext): (Facts | undefined)[] {
  return [facts(context.type(0), context.dims(0))];
}

/** The shape of the first input, as truth values. */
function test(context: ShapeContext): (Facts | undefined)[] {
  return [facts("bool", context.dims(0))];
}

/**
 * The shape that two broadcast to.
 *
 * @throws {RangeError} If they do not.
 */
export function broadcastOf(
  context: ShapeContext,
  a: readonly Dim[],
  b: readonly Dim[],
): readonly Dim[] {
  const both = broadcast(a, b);
  if (both !== undefined) return both;
  throw context.flaw(
    `the shapes (${a.join(", ")}) and (${b.join(", ")}) do not broadcast`,
  );
}

/** The shape that inputs broadcast to. */
function broadcastDims(
  context: ShapeContext,
  inputs: readonly number[],
): readonly Dim[] | undefined {
  let dims: readonly Dim[] = [];
  for (const input of inputs) {
    const next = context.dims(input);
    if (next === undefined) return undefined;
    dims = broadcastOf(context, dims, next);
  }
  return dims;
}

/** The type of the first input that has one. */
function commonType(context: ShapeContext): ElementType | undefined {
  for (let i = 0; i < context.arity; i++) {
    const type = context.type(i);
    if (type !== undefined) return type;
  }
  return undefined;
}

function variadic(context: ShapeContext): (Facts | undefined)[] {
  const all = Array.from({ length: context.arity }, (_, i) => i);
  return [facts(commonType(context), broadcastDims(context, all))];
}

/** Before operator set 7 the second input is stretched to the first by attributes. */
function binaryDims(context: ShapeContext): readonly Dim[] | undefined {
  return context.opset < 7 ? context.dims(0) : broadcastDims(context, [0, 1]);
}

function binary(context: ShapeContext): (Facts | undefined)[] {
  return [facts(commonType(context), binaryDims(context))];
}

function comparison(context: ShapeContext): (Facts | undefined)[] {
  return [facts("bool", binaryDims(context))];
}

function where(context: ShapeContext): (Facts | undefined)[] {
  const type = context.type(1) ?? context.type(2);
  return [facts(type, broadcastDims(context, [0, 1, 2]))];
}

function cast(context: ShapeContext): (Facts | undefined)[] {
  const number = context.attributes.int("to", 0);
  return [facts(readElementTypeNumber(number, context), context.dims(0))];
}

function castLike(context: ShapeContext): (Facts | undefined)[] {
  return [facts(context.type(1), context.dims(0))];
}

/** Values, and a mask of what was kept, of the same shape. */
function dropout(context: ShapeContext): (Facts | undefined)[] {
  const mask = context.opset < 10 ? context.type(0) : "bool";
  return [...same(context), facts(mask, context.dims(0))];
}

function quantize(context: ShapeContext): (Facts | undefined)[] {
  const number = context.attributes.int("output_dtype", ELEMENT_TYPES.uint8);
  return [
    facts(
      context.type(2) ?? readElementTypeNumber(number, context),
      context.dims(0),
    ),
  ];
}

function dequantize(context: ShapeContext): (Facts | undefined)[] {
  return [facts(context.type(1), context.dims(0))];
}

function dynamicQuantize(context: ShapeContext): (Facts | undefined)[] {
  return [
    facts("uint8", context.dims(0)),
    facts("float32", []),
    facts("uint8", []),
  ];
}

const SAME =
  "Abs Acos Acosh Asin Asinh Atan Atanh BitwiseNot Ceil Celu Clip Cos Cosh CumSum Elu Erf Exp Floor Gelu HardSigmoid HardSwish Hardmax Identity LRN LeakyRelu Log LogSoftmax LpNormalization MeanVarianceNormalization Mish Neg Not PRelu Reciprocal Relu Round ScaledTanh Scatter ScatterElements ScatterND Selu Shrink Sigmoid Sign Sin Sinh Softmax Softplus Softsign Sqrt Swish Tan Tanh ThresholdedRelu Trilu ReverseSequence InstanceNormalization GroupNormalization RMSNormalization";
const BINARY =
  "Add And BitShift BitwiseAnd BitwiseOr BitwiseXor Div Mod Mul Or Pow Sub Xor";

function named(names: string, rule: ShapeRule): [string, ShapeRule][] {
  return names.split(" ").map((name) => [name, rule]);
}

/** Operators that work element by element. */
export const ELEMENTWISE: ReadonlyMap<string, ShapeRule> = new Map([
  ...named(SAME, same),
  ...named(BINARY, binary),
  ...named("Max Mean Min Sum", variadic),
  ...named("Equal Greater GreaterOrEqual Less LessOrEqual", comparison),
  ...named("IsInf IsNaN", test),
  ["Where", where],
  ["Cast", cast],
  ["CastLike", castLike],
  ["Dropout", dropout],
  ["QuantizeLinear", quantize],
  ["DequantizeLinear", dequantize],
  ["DynamicQuantizeLinear", dynamicQuantize],
]);
