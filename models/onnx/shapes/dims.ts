import type { Dim } from "../graph.ts";

/** Axes that a shape may have; runtimes allow no more, and files could. */
export const MAX_RANK = 64;

/** The product of extents, if all are numbers; 1 for none. */
export function product(dims: readonly Dim[]): number | undefined {
  let size: number | undefined = 1;
  for (const dim of dims) {
    if (dim === 0) return 0;
    size = typeof dim === "number" && size !== undefined
      ? size * dim
      : undefined;
  }
  return size;
}

/** Applies arithmetic to an extent where it is a number. */
export function mapDim(dim: Dim, change: (size: number) => number): Dim {
  return typeof dim === "number" ? change(dim) : undefined;
}

/** What is known of an extent that two sources describe: a number before a name. */
export function mergeDim(a: Dim, b: Dim): Dim {
  if (typeof a === "number") return a;
  return typeof b === "number" ? b : a ?? b;
}

/** The shape that two broadcast to after NumPy's rules, or `undefined` if they do not. */
export function broadcast(
  a: readonly Dim[],
  b: readonly Dim[],
): Dim[] | undefined {
  const rank = Math.max(a.length, b.length);
  const dims: Dim[] = [];
  for (let i = 0; i < rank; i++) {
    const x = fromBack(a, rank - i);
    const y = fromBack(b, rank - i);
    if (x === 1) dims.push(y);
    else if (y === 1 || x === y) dims.push(x);
    else if (typeof x === "number" && typeof y === "number") {
      return undefined;
      // An unknown extent beside a number above 1 must equal it, or be 1.
    } else if (typeof x === "number") dims.push(x);
    else if (typeof y === "number") dims.push(y);
    else dims.push(undefined);
  }
  return dims;
}

function fromBack(dims: readonly Dim[], place: number): Dim {
  return place > dims.length ? 1 : dims[dims.length - place];
}
