import type { Claim } from "./claim.ts";

/** A claim's number as the paper prints it, such as `"0.90"`. */
export function printedText({ printed, decimals }: Claim): string {
  return printed.toFixed(decimals);
}
