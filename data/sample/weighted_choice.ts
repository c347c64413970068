/**
 * The thing at a place from 0 to 1 when each takes as much room as its weight.
 *
 * @throws {RangeError} If there are none.
 */
export function weightedChoice<T>(
  choices: readonly (readonly [choice: T, weight: number])[],
  place: number,
): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let rest = place * total;
  for (const [choice, weight] of choices) {
    rest -= weight;
    if (rest < 0) return choice;
  }
  const last = choices.at(-1);
  if (last === undefined) {
    throw new RangeError("Cannot pick one of nothing: pass a choice");
  }
  return last[0];
}
