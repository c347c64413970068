import type { Difference } from "../engine/differences.ts";
import type { Json } from "../engine/json.ts";

/** One line on a differing field, such as `params.std: "population" → "sample"`. */
export function describeDifference(
  { field, before, after }: Difference,
): string {
  return `${field}: ${show(before)} → ${show(after)}`;
}

function show(value: Json | undefined): string {
  if (value === undefined) return "(none)";
  const text = JSON.stringify(value);
  // A digest says nothing to a reader; its beginning tells two of them apart.
  return text.replaceAll(/"([0-9a-f]{12})[0-9a-f]{52}"/g, "$1…");
}
