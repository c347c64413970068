import type { Check } from "../exhibits/exhibit.ts";

const RELATIONS: Readonly<Record<Check["relation"], string>> = {
  ">=": "at least",
  "<=": "at most",
};

/** What was found and what was demanded: "0.8312, demanded at least 0.75". */
export function checkResult({ value, relation, threshold }: Check): string {
  const found = value === null ? "undefined" : shortNumber(value);
  return `${found}, demanded ${RELATIONS[relation]} ${shortNumber(threshold)}`;
}

/** Four digits are enough to compare by; a tiny p-value keeps its exponent. */
function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
