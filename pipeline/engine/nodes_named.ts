import { didYouMean } from "./did_you_mean.ts";
import type { StudyNode } from "./study.ts";

/**
 * The nodes that a user means by a name: the one that has it as its id, or else all
 * of the stage that has it.
 *
 * @returns In the order of the nodes; none, if there is no such name.
 */
export function nodesNamed(
  nodes: readonly StudyNode[],
  name: string,
): StudyNode[] {
  const own = nodes.filter(({ id }) => id === name);
  return own.length > 0 ? own : nodes.filter(({ stage }) => stage.id === name);
}

/**
 * Names for {@link nodesNamed}, to suggest to someone who mistook one: the nearest of
 * all, or else the stages.
 */
export function suggestNode(
  nodes: readonly StudyNode[],
  name: string,
): string {
  const stages = new Set(nodes.map(({ stage }) => stage.id));
  const known = new Set([...stages, ...nodes.map(({ id }) => id)]);
  return didYouMean(name, [...known], { listed: [...stages] });
}
