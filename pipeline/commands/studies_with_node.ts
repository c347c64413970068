import { nodesNamed, suggestNode } from "../engine/nodes_named.ts";
import type { Study } from "../engine/study.ts";
import { UsageError } from "./usage_error.ts";
import type { Workbench } from "./workbench.ts";

/**
 * The studies that have a node, or nodes of a stage.
 *
 * @param bench The chosen studies.
 * @param node The name of the node or the stage.
 * @throws {UsageError} If none has it.
 */
export function studiesWithNode({ studies }: Workbench, node: string): Study[] {
  const found = studies.filter(({ nodes }) =>
    nodesNamed(nodes, node).length > 0
  );
  if (found.length > 0) return found;
  const known = studies.flatMap(({ nodes }) => nodes);
  throw new UsageError(
    `There is no stage "${node}"${suggestNode(known, node)}`,
  );
}
