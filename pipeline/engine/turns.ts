import type { StudyNode } from "./study.ts";
import { upstreamOf } from "./validate_study.ts";

/**
 * In which turn nodes start where cores and memory are scarce: that node first from
 * whose start it is longest to the end of the graph, as its way is what the run waits
 * for. Nodes of equal ways keep their order.
 *
 * Where a node's time is not known it counts as much as the others do on average, so
 * that where none is known the number of nodes decides.
 *
 * @param order Nodes, each after those that it reads from.
 * @param secondsOf How long a node took when it last ran, if that is known.
 * @returns Places by the nodes' ids, from 0.
 */
export function turnsOf(
  order: readonly StudyNode[],
  secondsOf: (id: string) => number | undefined,
): Map<string, number> {
  const known = order.flatMap(({ id }) => secondsOf(id) ?? []);
  const usual = known.length === 0
    ? 1
    : known.reduce((sum, seconds) => sum + seconds) / known.length;
  /** From the end of each node to the end of the graph, in seconds. */
  const behind = new Map<string, number>();
  const ways = [...order].reverse().map((node) => {
    const { id } = node;
    const way = (behind.get(id) ?? 0) + (secondsOf(id) ?? usual);
    for (const up of upstreamOf(node)) {
      behind.set(up, Math.max(behind.get(up) ?? 0, way));
    }
    return { id, way };
  });
  return new Map(
    ways.reverse().sort((a, b) => b.way - a.way).map(({ id }, i) => [id, i]),
  );
}
