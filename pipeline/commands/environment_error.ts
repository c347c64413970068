/** A file or a device that was asked for is not to be had; the message says what to do. */
export class EnvironmentError extends Error {
  /** Tells it from a defect of the program, which is shown with its stack. */
  override readonly name = "EnvironmentError";
}
