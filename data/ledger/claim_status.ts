import type { ClaimStatus } from "./claim.ts";
import { decimalsOf, type PrintedNumber } from "./printed_number.ts";

/**
 * How a computed value compares with a printed one.
 *
 * It is `exact` if the value, rounded to as many decimals as are printed, reads
 * the same. The rounding is that of `Number.prototype.toFixed`: of the exact
 * binary value, and away from zero where that lies precisely half way. So
 * 0.125 reads "0.13", but 1.005 reads "1.00" because the nearest binary number
 * lies below. A negative zero reads like zero. Otherwise the value is `close`
 * within the tolerance, or `differs`.
 *
 * @throws {RangeError} If the value is not finite.
 * @throws {SyntaxError} If the printed text is no plain decimal number.
 */
export function claimStatus(
  computed: number,
  { printed, tolerance }: PrintedNumber,
): Exclude<ClaimStatus, "blocked"> {
  if (!Number.isFinite(computed)) {
    throw new RangeError(
      `Cannot compare ${computed} with "${printed}": compute a finite value`,
    );
  }
  const rounded = computed.toFixed(decimalsOf(printed));
  const text = Number(rounded) === 0 ? rounded.replace("-", "") : rounded;
  if (text === printed) return "exact";
  const difference = Math.abs(computed - Number(printed));
  return tolerance !== undefined && difference <= tolerance
    ? "close"
    : "differs";
}
