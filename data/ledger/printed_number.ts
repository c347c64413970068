/** A number as a paper prints it. */
export interface PrintedNumber {
  /** The text, such as `"0.90"`. */
  readonly printed: string;
  /** The largest absolute difference that still counts as close; absent: none does. */
  readonly tolerance?: number;
}

/**
 * How many decimals a printed number has: 2 for "0.90", 0 for "411".
 *
 * @throws {SyntaxError} If the text is no plain decimal number.
 */
export function decimalsOf(printed: string): number {
  if (!/^-?\d+(\.\d+)?$/.test(printed)) {
    throw new SyntaxError(
      `Cannot read "${printed}" as a printed number: write plain digits such as "0.90"`,
    );
  }
  return printed.split(".")[1]?.length ?? 0;
}
