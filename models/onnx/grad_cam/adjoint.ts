import { sizeOf } from "../tensor.ts";

/**
 * How some scores change with a tensor: for each score, the derivative with respect
 * to each element of one sample.
 */
export interface Adjoint {
  /** How many scores. */
  readonly rows: number;
  /**
   * The tensor's extents without the batch; an axis of size 1 stands for the same
   * derivative all along the tensor's axis.
   */
  readonly dims: readonly number[];
  /** Rows × extents, in row-major order. */
  readonly data: Float64Array<ArrayBuffer>;
}

/** Numbers that broadcast to extents of the same rank. */
export interface Factor {
  /** Extents, each of the tensor's size or 1. */
  readonly dims: readonly number[];
  /** The numbers in row-major order. */
  readonly data: ArrayLike<number>;
}

/** An adjoint written out along every axis. */
export function stretched(adjoint: Adjoint, full: readonly number[]): Adjoint {
  return combined(adjoint, { other: undefined, dims: full });
}

/** An adjoint with each element multiplied; the factor broadcasts to `full`. */
export function scaledBy(
  adjoint: Adjoint,
  options: { readonly full: readonly number[]; readonly factor: Factor },
): Adjoint {
  const { factor } = options;
  const dims = options.full.map((_, axis) =>
    Math.max(adjoint.dims[axis] ?? 1, factor.dims[axis] ?? 1)
  );
  return combined(adjoint, { other: factor, dims });
}

/** The sum of two adjoints of one tensor. */
export function summed(a: Adjoint, b: Adjoint): Adjoint {
  const dims = a.dims.map((size, axis) => Math.max(size, b.dims[axis] ?? 1));
  const sum = stretched(a, dims);
  const more = stretched(b, dims);
  return { ...sum, data: sum.data.map((value, i) => value + more.data[i]!) };
}

/** An adjoint with its axes in another order: axis i is what axis order[i] was. */
export function swept(adjoint: Adjoint, order: readonly number[]): Adjoint {
  const { rows, dims, data } = adjoint;
  const strides = stridesOf(dims);
  const turned = order.map((axis) => dims[axis]!);
  const places = placesOf(turned, order.map((axis) => strides[axis]!));
  const size = sizeOf(dims);
  const result = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < size; i++) {
      result[row * size + i] = data[row * size + places[i]!]!;
    }
  }
  return { rows, dims: turned, data: result };
}

/** What {@link along} multiplies by. */
export interface AlongOptions {
  /** The axis that is contracted. */
  readonly axis: number;
  /** The extents of the tensor whose adjoint is given. */
  readonly full: readonly number[];
  /** The size of the axis afterwards. */
  readonly size: number;
  /** The weight by which an element `at` of the input enters an element `to`. */
  readonly weight: (to: number, at: number) => number;
}

/** An adjoint pulled back through a matrix along one axis. */
export function along(adjoint: Adjoint, options: AlongOptions): Adjoint {
  const { axis, full, size, weight } = options;
  const given = stretched(
    adjoint,
    adjoint.dims.map((dim, i) => i === axis ? full[axis]! : dim),
  );
  const { rows, dims, data } = given;
  const count = dims[axis]!;
  const inner = sizeOf(dims.slice(axis + 1));
  const outer = rows * sizeOf(dims.slice(0, axis));
  const result = new Float64Array(outer * size * inner);
  for (let block = 0; block < outer; block++) {
    for (let to = 0; to < count; to++) {
      for (let i = 0; i < inner; i++) {
        const value = data[(block * count + to) * inner + i]!;
        // The adjoint of the scores themselves is nearly empty.
        if (value === 0) continue;
        for (let at = 0; at < size; at++) {
          result[(block * size + at) * inner + i]! += value * weight(to, at);
        }
      }
    }
  }
  return {
    rows,
    dims: dims.map((dim, i) => i === axis ? size : dim),
    data: result,
  };
}

/** The mean over all axes but the first, for each row: rows × channels. */
export function channelMeans({ rows, dims, data }: Adjoint): Float64Array {
  const [channels = 0, ...places] = dims;
  const size = sizeOf(places);
  const means = new Float64Array(rows * channels);
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let place = 0; place < size; place++) sum += data[i * size + place]!;
    means[i] = sum / size;
  }
  return means;
}

function combined(
  { rows, dims: own, data }: Adjoint,
  options: {
    readonly other: Factor | undefined;
    readonly dims: readonly number[];
  },
): Adjoint {
  const { other, dims } = options;
  const size = sizeOf(dims);
  const ownSize = sizeOf(own);
  const places = placesOf(dims, broadcastStrides(own));
  const others = other && placesOf(dims, broadcastStrides(other.dims));
  const result = new Float64Array(rows * size);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < size; i++) {
      const factor = others === undefined ? 1 : other!.data[others[i]!]!;
      result[row * size + i] = data[row * ownSize + places[i]!]! * factor;
    }
  }
  return { rows, dims, data: result };
}

/** Where each element of a shape lies, given the step along each axis. */
function placesOf(
  dims: readonly number[],
  strides: readonly number[],
): Int32Array {
  let places = Int32Array.of(0);
  for (const [axis, dim] of dims.entries()) {
    const step = strides[axis]!;
    const next = new Int32Array(places.length * dim);
    for (let i = 0; i < next.length; i++) {
      next[i] = places[Math.floor(i / dim)]! + (i % dim) * step;
    }
    places = next;
  }
  return places;
}

function stridesOf(dims: readonly number[]): number[] {
  return dims.map((_, axis) => sizeOf(dims.slice(axis + 1)));
}

function broadcastStrides(dims: readonly number[]): number[] {
  return stridesOf(dims).map((step, axis) => dims[axis] === 1 ? 0 : step);
}
