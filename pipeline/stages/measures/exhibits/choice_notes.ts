import { listed } from "../../prose/listed.ts";
import type { Measure } from "../params.ts";
import type { PaperMeasures } from "../paper_measures.ts";
import type { ChoiceColumn } from "./choices_exhibits.ts";

/** How far networks move, beside what the paper prints, and which of two is ahead. */
export function choiceNotes(
  columns: readonly ChoiceColumn[],
  { measure, paper }: {
    readonly measure: Measure;
    readonly paper: PaperMeasures;
  },
): string[] {
  const networks = columns.flatMap((column) => {
    const { network } = column.subject;
    // Beside a network of another name the paper's number bounds nothing.
    return network === undefined ? [] : [{
      ...column,
      printed: network.paper === network.name
        ? paper.at(measure, network.paper)
        : undefined,
    }];
  });
  const ranges = networks.flatMap(({ name, values, printed }) => {
    const known = values.filter((value) => value !== undefined);
    if (known.length === 0) return [];
    const [lowest, highest] = [Math.min(...known), Math.max(...known)];
    const range = `${name} from ${lowest.toFixed(3)} to ${highest.toFixed(3)}`;
    return [printed === undefined ? range : `${range} (printed: ${printed})`];
  });
  return [
    ...(ranges.length === 0 ? [] : [
      `Over these rows: ${
        listed(ranges)
      }. Several changes together may go further.`,
    ]),
    ...orderNote(networks),
  ];
}

function orderNote(
  [first, second, ...rest]: readonly (ChoiceColumn & {
    readonly printed: string | undefined;
  })[],
): string[] {
  if (first === undefined || second === undefined || rest.length > 0) return [];
  const pairs = first.values.flatMap((value, i) => {
    const other = second.values[i];
    return value === undefined || other === undefined ? [] : [[value, other]];
  });
  const ahead = pairs.filter(([a, b]) => a! > b!).length;
  return [
    `${first.name} is above ${second.name} in ${ahead} of ${pairs.length} rows.`,
  ];
}
