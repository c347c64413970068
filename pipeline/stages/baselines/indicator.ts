/** For each class whether it is among those named: 1 or 0. */
export function indicator(
  named: readonly number[],
  classes: number,
): number[] {
  return Array.from({ length: classes }, (_, k) => named.includes(k) ? 1 : 0);
}
