/** A stage did not do its work: its code threw, broke a rule, or could not be built. */
export class StageError extends Error {
  /** `"StageError"`. */
  override readonly name: string = "StageError";
  /** The stack in the stage's own sources, if its code threw. */
  readonly trace: string | undefined;

  /** Takes what went wrong, and the stack in the stage's own sources, if its code threw. */
  constructor(message: string, trace?: string) {
    super(message);
    this.trace = trace;
  }
}

/** What a stage needs is not to be had here: data, a device, a host. */
export class UnavailableError extends Error {
  /** `"UnavailableError"`. */
  override readonly name: string = "UnavailableError";
  /** A short name of the missing thing, such as `"release-v1"`. */
  readonly missing: string;

  /**
   * Takes a name for people to know it by, and what there is to say.
   *
   * @param missing A short name of the missing thing.
   * @param message What was tried, why it failed and how to supply the thing.
   */
  constructor(missing: string, message: string) {
    super(message);
    this.missing = missing;
  }
}
