import type { Dim } from "../graph.ts";
import { sizeOf } from "../tensor.ts";
import type { RuleContext } from "./rule_context.ts";

/** The most elements of a matrix that {@link sumToPlaces} multiplies by. */
const MAX_ELEMENTS = 2 ** 24;

/** A tensor with its shape along the way. */
export interface Strip {
  /** Its name. */
  readonly name: string;
  /** Its shape. */
  readonly dims: readonly Dim[];
}

/** What {@link sumToPlaces} and {@link multiplyAxis} do to an axis. */
export interface AxisOptions {
  /** Counted from the front. */
  readonly axis: number;
  /** The size that the axis gets. */
  readonly size: number;
}

/**
 * Undoes a choice of places along an axis: adds each slice of a tensor to the place
 * that it was taken from.
 *
 * A product with a matrix of zeros and ones: right and the same on every device,
 * where scattering is neither.
 *
 * @throws {TypeError} If the matrix would be too large.
 */
export function sumToPlaces(
  context: RuleContext,
  strip: Strip,
  options: AxisOptions & { readonly places: readonly number[] },
): Strip {
  const { axis, size, places } = options;
  const { emit } = context;
  const [first = 0] = places;
  if (places.every((place, index) => place === first + index)) {
    const border = (amount: number) =>
      strip.dims.map((_, other) => other === axis ? amount : 0);
    const name = emit.pad(strip.name, {
      before: border(first),
      after: border(size - first - places.length),
    });
    return { name, dims: strip.dims.with(axis, size) };
  }
  requireSmall(context, size * places.length);
  const matrix = Array.from(
    { length: size },
    (_, row) => places.map((place) => place === row ? 1 : 0),
  );
  return multiplyAxis(context, strip, {
    axis,
    size,
    matrix: emit.numbers(matrix.flat(), [size, places.length]),
  });
}

/** Multiplies a matrix [size, size before] to an axis. */
export function multiplyAxis(
  context: RuleContext,
  strip: Strip,
  options: AxisOptions & { readonly matrix: string },
): Strip {
  const { axis, size, matrix } = options;
  const { emit } = context;
  const dims = strip.dims.with(axis, size);
  const outer = strip.dims.slice(0, axis);
  const inner = strip.dims.slice(axis + 1);
  const unknown = [...outer, ...inner].filter((dim) => typeof dim !== "number");
  if (unknown.length > 1) {
    context.refuse(
      `more than one size of ${strip.dims.length} is not fixed: fix the model's input size`,
    );
  }
  const product = (part: readonly Dim[]) => {
    const known = part.filter((dim) => typeof dim === "number");
    return known.length === part.length ? sizeOf(known) : -1;
  };
  const shape = [product(outer), -2, product(inner)];
  const middle = strip.dims[axis];
  if (typeof middle !== "number") {
    context.refuse(
      "the size of an axis that it picks from is not fixed: fix the model's input size",
    );
  }
  const stack = emit.reshape(strip.name, shape.with(1, middle));
  const name = emit.reshape(
    emit.op("MatMul", [matrix, stack]),
    dims.map((dim) => typeof dim === "number" ? dim : -1),
  );
  return { name, dims };
}

/**
 * Keeps a rule from building a matrix that memory cannot hold.
 *
 * @throws {TypeError} If a matrix would be too large.
 */
export function requireSmall(context: RuleContext, elements: number): void {
  if (elements <= MAX_ELEMENTS) return;
  context.refuse(
    `its gradient needs a matrix of ${elements} elements, and ${MAX_ELEMENTS} are the limit: choose a tensor after it`,
  );
}
