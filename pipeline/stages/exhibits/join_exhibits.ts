import type { Exhibits } from "./exhibit.ts";

/**
 * Exhibits of several stages as one: checks and tables in the order given, and every
 * caution.
 *
 * @throws {RangeError} If two checks or two tables have the same id.
 */
export function joinExhibits(parts: readonly Exhibits[]): Exhibits {
  const checks = parts.flatMap((part) => part.checks);
  const exhibits = parts.flatMap((part) => part.exhibits);
  assertDistinct(checks, "checks");
  assertDistinct(exhibits, "tables");
  const cautions = parts.flatMap(({ caution }) => caution ?? []);
  return {
    checks,
    exhibits,
    caution: cautions.length === 0 ? null : cautions.join(" "),
  };
}

function assertDistinct(
  things: readonly { readonly id: string }[],
  kind: string,
): void {
  const seen = new Set<string>();
  for (const { id } of things) {
    if (seen.has(id)) {
      throw new RangeError(
        `Cannot show two ${kind} with the id "${id}": rename one`,
      );
    }
    seen.add(id);
  }
}
