/**
 * What a field says that is 1 or 0.
 *
 * @param place Where the field stands, for the message.
 * @throws {SyntaxError} If it is anything else.
 */
export function yesOrNo(field: string, place: string): boolean {
  if (field !== "0" && field !== "1") {
    throw new SyntaxError(
      `Cannot read ${place}: "${field}" is neither 0 nor 1: correct it or supply the file anew`,
    );
  }
  return field === "1";
}
