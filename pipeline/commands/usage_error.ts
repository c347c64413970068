/** The command line is not right; the message says what to write instead. */
export class UsageError extends Error {
  /** Tells it from a defect of the program, which is shown with its stack. */
  override readonly name = "UsageError";
}
