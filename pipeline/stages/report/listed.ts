import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";

/** Joins markup with commas. */
export function listed(items: readonly Markup[]): Markup {
  return markup`${items.map((item, i) => [i === 0 ? "" : ", ", item])}`;
}
