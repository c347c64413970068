/** A connection that brings nothing for so many seconds is given up. */
const PATIENCE = 60;

/** Gives a connection up that brings nothing for a minute. */
export class StallWatch {
  readonly #abort = new AbortController();

  /** Aborts the connection; to be handed to `fetch`. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Waits for something that the connection brings, and aborts it if that takes too long. */
  async during<T>(arrival: Promise<T>): Promise<T> {
    const timer = setTimeout(
      () => this.#abort.abort(new Error(`nothing came for ${PATIENCE} s`)),
      PATIENCE * 1000,
    );
    try {
      return await arrival;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The bytes of an answer, under watch while its reader waits for them: one that takes
   * its time over what came is left in peace.
   */
  over(
    body: ReadableStream<Uint8Array<ArrayBuffer>>,
  ): ReadableStream<Uint8Array<ArrayBuffer>> {
    const reader = body.getReader();
    return new ReadableStream({
      pull: async (controller): Promise<void> => {
        const { done, value } = await this.during(reader.read());
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    }, { highWaterMark: 0 });
  }
}
