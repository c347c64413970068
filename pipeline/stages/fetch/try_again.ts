import { NetworkError } from "./network_error.ts";

/**
 * What fails by a passing fault is tried again after these pauses, in seconds, or after
 * longer ones if the server asks for that.
 */
const PAUSES = [0.5, 2];

/** What {@link tryAgain} is given. */
export interface TryAgainOptions {
  /** Told of each fault that is followed by another try. */
  readonly log: (line: string) => void;
  /**
   * How many bytes have arrived, if a try goes on where the one before it stopped: as
   * long as tries bring more, there is another.
   */
  readonly arrived?: () => number;
}

/**
 * Does something over the network, again and again if the faults may pass.
 *
 * @throws {NetworkError} The last fault, or one that will not pass.
 */
export async function tryAgain<T>(
  attempt: () => Promise<T>,
  { log, arrived = () => 0 }: TryAgainOptions,
): Promise<T> {
  let most = arrived();
  for (let faults = 0;; faults++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof NetworkError && error.passing)) throw error;
      if (arrived() > most) {
        most = arrived();
        faults = 0;
      }
      const least = PAUSES[faults];
      if (least === undefined) throw error;
      const pause = Math.max(least, error.pause);
      log(`${error.message}: trying again in ${pause} s`);
      await new Promise((resolve) => setTimeout(resolve, pause * 1000));
    }
  }
}
