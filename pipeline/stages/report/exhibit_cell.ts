import type { Cell } from "../exhibits/exhibit.ts";
import type { ReportParams } from "./params.ts";

/** What stands for a number that is undefined. */
const NONE = "–";

/** A cell's number as people read it, "0.31 ± 0.02", or its text. */
export function cellNumber({ value, std, decimals, text }: Cell): string {
  if (text !== undefined) return text;
  if (value === null) return NONE;
  const number = fixed(value, decimals);
  return std === undefined ? number : `${number} ± ${fixed(std, decimals)}`;
}

/** The same in full; `undefined` where it says no more. */
export function cellInFull({ value, std, text }: Cell): string | undefined {
  if (text !== undefined || value === null) return undefined;
  return std === undefined ? String(value) : `${value} ± ${std}`;
}

/**
 * What a paper's number beside a computed one has to be read with: nothing where
 * both are of the released data.
 */
export function paperRemark(data: ReportParams["data"]): string {
  return data === "released" ? "" : "; other data, not comparable";
}

function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  // A number that rounds to nothing has no sign.
  return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "−");
}
