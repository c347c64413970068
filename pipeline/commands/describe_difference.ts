import type { Difference } from "../engine/differences.ts";
import type { Json } from "../engine/json.ts";

/** How {@link describeDifference} writes. */
export interface DescribeOptions {
  /** A longer value is cut to this many characters; whole unless said. */
  readonly longest?: number;
}

/** One line on a differing field, such as `params.std: "population" → "sample"`. */
export function describeDifference(
  { field, before, after }: Difference,
  options: DescribeOptions = {},
): string {
  return `${field}: ${show(before, options)} → ${show(after, options)}`;
}

function show(
  value: Json | undefined,
  { longest = Infinity }: DescribeOptions,
): string {
  if (value === undefined) return "(none)";
  const text = JSON.stringify(value)
    // A digest says nothing to a reader; its beginning tells two of them apart.
    .replaceAll(/"([0-9a-f]{12})[0-9a-f]{52}"/g, "$1…");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
