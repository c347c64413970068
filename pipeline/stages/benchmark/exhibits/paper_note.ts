import { listed } from "../../prose/listed.ts";
import type { BenchmarkArchitecture } from "../params.ts";

/** Whose numbers stand beside an architecture's, where that is another network. */
export function paperNote(
  architectures: readonly BenchmarkArchitecture[],
): string[] {
  const pairs = architectures.flatMap(({ name, paper }) =>
    paper === undefined || paper.name === name
      ? []
      : [`${paper.name}'s beside ${name}`]
  );
  return pairs.length === 0 ? [] : [
    `The paper's numbers are of other networks on other images: ${
      listed(pairs)
    }.`,
  ];
}
