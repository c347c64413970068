import type { Cell } from "../../exhibits/exhibit.ts";

/** A mean with its spread, to two decimals as the paper has it unless said. */
export function meanCell(
  { mean, std }: {
    readonly mean: number | undefined;
    readonly std?: number | undefined;
  },
  { paper, decimals = 2 }: {
    readonly paper?: string | undefined;
    readonly decimals?: number;
  } = {},
): Cell {
  return {
    value: mean ?? null,
    ...(std !== undefined && { std }),
    decimals,
    ...(paper !== undefined && { paper }),
  };
}

/** A number of things. */
export function countCell(value: number): Cell {
  return { value, decimals: 0 };
}
