import type { Check } from "../exhibits/exhibit.ts";

/** How many checks hold, and the statements of those that do not. */
export function checksText(checks: readonly Check[]): string {
  const failed = checks.filter(({ holds }) => !holds);
  const held = checks.length - failed.length;
  const noun = checks.length === 1 ? "check" : "checks";
  const verb = held === 1 ? "holds" : "hold";
  const start = `${held} of ${checks.length} ${noun} ${verb}`;
  if (failed.length === 0) return `${start}.`;
  const which = failed.length === 1 ? "this one does" : "these do";
  const statements = failed.map(({ statement }) => statement).join("; ");
  return `${start}; ${which} not: ${statements}.`;
}
