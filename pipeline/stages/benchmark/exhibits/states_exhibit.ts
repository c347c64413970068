import type { Cell, Exhibit } from "../../exhibits/exhibit.ts";
import { MAP_STATES, type StateCounts } from "../map_states.ts";
import type { BenchmarkResults } from "../results.ts";
import { countCell } from "./cells.ts";

/** How many maps of each network show something, and why the others do not. */
export function statesExhibit({ architectures }: BenchmarkResults): Exhibit {
  return {
    id: "map-states",
    title: "What the maps show",
    caption:
      "Share of maps in each state, in percent: first the maps that are scored, of the class that counts as right, then those of every class.",
    notes: [
      "Ok: some places speak for the class more than others. Empty: nothing speaks for or against it. Negative: nothing speaks for it. Constant: no place stands out. Nan: a value is not a number. A map in which nothing speaks for the class is scored as it is: zero everywhere.",
    ],
    columns: [
      "Network",
      "Scored maps",
      ...MAP_STATES.map(titled),
      "All maps",
      ...MAP_STATES.map((state) => `${titled(state)}, all`),
    ],
    rows: architectures.flatMap(({ networks }) =>
      networks.map(({ id, states: { scored, all } }) => ({
        label: id,
        cells: [...shares(scored), ...shares(all)],
      }))
    ),
  };
}

function shares(counts: StateCounts): Cell[] {
  const total = MAP_STATES.reduce((sum, state) => sum + counts[state], 0);
  return [
    countCell(total),
    ...MAP_STATES.map((state) => ({
      value: total === 0 ? null : (100 * counts[state]) / total,
      decimals: 1,
    })),
  ];
}

function titled(state: string): string {
  return state.charAt(0).toUpperCase() + state.slice(1);
}
