import type { Facts, ShapeContext, ShapeRule } from "./rule.ts";

/** What both branches agree on. */
function branch(context: ShapeContext): readonly (Facts | undefined)[] {
  const one = context.attributes.get("then_branch", "GRAPH");
  const other = context.attributes.get("else_branch", "GRAPH");
  if (one === undefined || other === undefined) {
    throw context.flaw("a branch is missing");
  }
  const choice = context.known(0)?.elements[0];
  if (typeof choice === "bigint") {
    return context.within(choice === 0n ? other : one);
  }
  const found = context.within(other);
  return context.within(one).map((a, i) => {
    const b = found[i];
    if (a === undefined || b === undefined || a.type !== b.type) {
      return undefined;
    }
    const dims = a.dims?.length === b.dims?.length
      ? a.dims?.map((dim, axis) => dim === b.dims?.[axis] ? dim : undefined)
      : undefined;
    return { type: a.type, dims };
  });
}

/** Operators that choose between graphs. */
export const CONTROL: ReadonlyMap<string, ShapeRule> = new Map([
  ["If", branch],
]);
