import { blobsOf } from "../engine/action_result.ts";
import type { NodeGroup } from "../engine/alike_nodes.ts";
import type { NodeStatus } from "../engine/study_status.ts";
import { counted } from "../stages/prose/counted.ts";
import { describeDifference } from "./describe_difference.ts";
import { formatBytes, formatSeconds } from "./format.ts";

/** How much of a differing value a line shows, in characters; `why` shows all. */
const LONGEST_VALUE = 60;

/** The statuses of nodes that are in one state. */
type Alike<State extends NodeStatus["state"]> = readonly (
  & NodeStatus
  & { readonly state: State }
)[];

/**
 * What a run would do, a line a group of nodes; more, where nodes of a group are in
 * different states.
 *
 * @param statuses The statuses of a study's nodes.
 * @param groups Every node, in one of them.
 */
export function statusText(
  statuses: readonly NodeStatus[],
  groups: readonly NodeGroup[],
): string {
  const byNode = new Map(statuses.map((status) => [status.node, status]));
  const groupOf = new Map(
    groups.flatMap(({ id, nodes }) => nodes.map((node) => [node.id, id])),
  );
  const rows = groups.flatMap(({ id, stage, nodes }) => {
    const all = nodes.flatMap((node) => byNode.get(node.id) ?? []);
    return [...Map.groupBy(all, ({ state }) => state)].map(([state, some]) => ({
      name: some.length === nodes.length
        ? id
        : some.length === 1
        ? some[0]!.node
        : `${stage} ×${some.length}`,
      state,
      detail: detail(some, groupOf),
      order: statuses.indexOf(some[0]!),
    }));
  });
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.sort((a, b) => a.order - b.order).map(({ name, state, detail }) =>
    `  ${name.padEnd(width)}  ${state.padEnd(13)}  ${detail}`.trimEnd() + "\n"
  ).join("");
}

/** @param some Of one state; at least one. */
function detail(
  some: readonly NodeStatus[],
  groupOf: ReadonlyMap<string, string>,
): string {
  const [first] = some;
  switch (first!.state) {
    case "cached":
      return made(some as Alike<"cached">);
    case "would restore": {
      const files = (some as Alike<"would restore">).flatMap((x) => x.files);
      return `${files.length} of ${
        some.length > 1 ? "their" : "its"
      } files are not in the results folder, such as ${files[0]}`;
    }
    case "would run":
      return reason(some as Alike<"would run">);
    case "depends": {
      const on = (some as Alike<"depends">).flatMap((x) => x.on);
      const groups = on.map((node) => groupOf.get(node) ?? node);
      return `on ${[...new Set(groups)].join(", ")}`;
    }
    case "unavailable": {
      const { missing } = first as Alike<"unavailable">[number];
      const told = (some as Alike<"unavailable">).find((x) => x.message !== "");
      return told?.message ?? `it needs ${missing}`;
    }
  }
}

function made(some: Alike<"cached">): string {
  const actions = some.flatMap((x) => x.actions);
  const bytes = actions.flatMap(({ result }) => blobsOf(result.outputs))
    .reduce((sum, { size }) => sum + size, 0);
  const seconds = actions.reduce((sum, x) => sum + x.result.made.seconds, 0);
  const by = actions.length > 1 ? ` by ${actions.length} actions` : "";
  return `${formatBytes(bytes)}, made in ${formatSeconds(seconds)}${by}`;
}

function reason(some: Alike<"would run">): string {
  const planned = some.reduce((sum, x) => sum + x.planned.length, 0);
  const missing = some.reduce((sum, x) => sum + x.missing, 0);
  const [difference] = some[0]!.differences;
  const why = difference === undefined
    ? "never ran"
    : describeDifference(difference, { longest: LONGEST_VALUE });
  if (planned === 1) return why;
  const share = missing === planned ? "" : `${missing} of `;
  return `${share}${counted(planned, "action")}; ${why}`;
}
