/** The network did not yield what was asked of it. */
export class NetworkError extends Error {
  /** `"NetworkError"`. */
  override readonly name: string = "NetworkError";
  /** Whether another try may help: the connection broke, or the server is busy. */
  readonly passing: boolean;

  /** Takes what went wrong, and whether it may have passed at another try. */
  constructor(message: string, { passing }: { readonly passing: boolean }) {
    super(message);
    this.passing = passing;
  }
}
