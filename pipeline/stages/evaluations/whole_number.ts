/**
 * The number that a field of a table spells, 0 or above.
 *
 * @param place Where the field stands, for the message.
 * @throws {SyntaxError} If the field is not a plain decimal whole number.
 */
export function wholeNumber(field: string, place: string): number {
  if (!/^\d{1,15}$/.test(field)) {
    throw new SyntaxError(
      `Cannot read ${place}: "${field}" is not a whole number: run the stage that wrote the table again`,
    );
  }
  return Number(field);
}
