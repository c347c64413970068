import { didYouMean } from "../engine/did_you_mean.ts";
import type { Study } from "../engine/study.ts";
import { UsageError } from "./usage_error.ts";
import type { Workbench } from "./workbench.ts";

/**
 * The studies that have a node.
 *
 * @param bench The chosen studies.
 * @param node The node's name.
 * @throws {UsageError} If none has it.
 */
export function studiesWithNode({ studies }: Workbench, node: string): Study[] {
  const found = studies.filter(({ nodes }) =>
    nodes.some(({ id }) => id === node)
  );
  if (found.length > 0) return found;
  const known = [
    ...new Set(studies.flatMap(({ nodes }) => nodes.map(({ id }) => id))),
  ];
  throw new UsageError(`There is no stage "${node}"${didYouMean(node, known)}`);
}
