import type { Dim, ValueInfo } from "../graph.ts";

/** A tensor's extents as people write them, such as `N×512×7×7`; `?` is unknown. */
export function extents(dims: readonly Dim[] | undefined): string {
  if (dims === undefined) return "of unknown rank";
  return dims.length === 0
    ? "a scalar"
    : dims.map((dim) => dim ?? "?").join("×");
}

/**
 * The extents of a tensor without its batch, the first.
 *
 * @returns `undefined` if one of them is not a number.
 */
export function perSample(
  info: Pick<ValueInfo, "dims"> | undefined,
): readonly number[] | undefined {
  const dims = info?.dims?.slice(1);
  return dims?.every((dim) => typeof dim === "number") ? dims : undefined;
}
