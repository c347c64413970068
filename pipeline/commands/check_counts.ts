import { readIfThere } from "../engine/files.ts";
import type { Exhibits } from "../stages/exhibits/exhibit.ts";

/** How many checks of a study hold, and how many there are. */
export interface CheckCounts {
  /** Those that hold. */
  readonly hold: number;
  /** All of them. */
  readonly total: number;
}

/** Counts the checks of `exhibits.json`; `undefined` where there is none, or no check. */
export async function checkCounts(
  path: string,
): Promise<CheckCounts | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const { checks } = JSON.parse(text) as Exhibits;
  if (checks.length === 0) return undefined;
  const hold = checks.filter(({ holds }) => holds).length;
  return { hold, total: checks.length };
}
