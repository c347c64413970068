import { readCsv } from "../../../data/csv.ts";
import { STATE_COLUMNS } from "../networks/state_columns.ts";
import type { MapState } from "../../../models/maps/map_state.ts";

/** In the order in which they are shown. */
export const MAP_STATES = [
  "ok",
  "empty",
  "negative",
  "constant",
  "nan",
] as const satisfies readonly MapState[];

/** How many maps are in each state. */
export type StateCounts = Readonly<Record<MapState, number>>;

/** The states of one network's maps, on the images that count. */
export interface NetworkStates {
  /** Of the maps of every class. */
  readonly all: StateCounts;
  /** Of the maps that are scored: those of the class that counts as right. */
  readonly scored: StateCounts;
}

/** What {@link readMapStates} takes of the table. */
export interface MapStateOptions {
  /** The images that count. */
  readonly images: ReadonlySet<string>;
  /** The class that counts as right for an image. */
  readonly classOf: (image: string) => number | undefined;
}

/**
 * Counts states in `states.csv`, part by part.
 *
 * @throws {SyntaxError} If a state has no known name.
 */
export async function readMapStates(
  parts: readonly string[],
  { images, classOf }: MapStateOptions,
): Promise<NetworkStates> {
  const all = none();
  const scored = none();
  for (const path of parts) {
    const rows = await readCsv(path, { columns: STATE_COLUMNS });
    for (const row of rows) {
      if (!images.has(row.image)) continue;
      const state = MAP_STATES.find((state) => state === row.state);
      if (state === undefined) {
        throw new SyntaxError(
          `Cannot read "${path}": a map of "${row.image}" is "${row.state}": use one of ${
            MAP_STATES.join(", ")
          }`,
        );
      }
      all[state]++;
      if (row.class === String(classOf(row.image))) scored[state]++;
    }
  }
  return { all, scored };
}

function none(): Record<MapState, number> {
  return { ok: 0, empty: 0, negative: 0, constant: 0, nan: 0 };
}
