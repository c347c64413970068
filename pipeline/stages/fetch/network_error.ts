/** What a {@link NetworkError} says beside its message. */
export interface NetworkErrorOptions {
  /** Whether another try may help: the connection broke, or the server is busy. */
  readonly passing: boolean;
  /** How many seconds the server asks to wait before that; none unless said. */
  readonly pause?: number;
}

/** The network did not yield what was asked of it. */
export class NetworkError extends Error {
  /** `"NetworkError"`. */
  override readonly name: string = "NetworkError";
  /** Whether another try may help. */
  readonly passing: boolean;
  /** How many seconds to wait before it, at least. */
  readonly pause: number;

  /** Takes what went wrong, and whether it may have passed at another try. */
  constructor(message: string, { passing, pause = 0 }: NetworkErrorOptions) {
    super(message);
    this.passing = passing;
    this.pause = pause;
  }
}
