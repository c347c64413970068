import { progressBar } from "../progress_bar.ts";
import { columns, isLive, tell } from "../terminal.ts";

/** Without a terminal a line is written each so many milliseconds. */
const QUIET = 10_000;

/** Says how many images are done: in place on a terminal, else a line now and then. */
export class Progress {
  readonly #total: number;
  readonly #live = isLive();
  #done = 0;
  #told = performance.now();

  /**
   * Starts to count.
   *
   * @param total How many images there are.
   */
  constructor(total: number) {
    this.#total = total;
  }

  /** One more is done. */
  step(): void {
    this.#done++;
    const text = progressBar({
      done: this.#done,
      total: this.#total,
      unit: "images",
    }, columns() - 1);
    if (this.#live) {
      tell(`\r\x1b[K${text}`);
    } else if (performance.now() - this.#told > QUIET) {
      this.#told = performance.now();
      tell(`${this.#done} of ${this.#total} images\n`);
    }
  }

  /** Writes a line above. */
  say(text: string): void {
    tell(`${this.#live ? "\r\x1b[K" : ""}${text}\n`);
  }

  /** Leaves nothing behind. */
  close(): void {
    if (this.#live) tell("\r\x1b[K");
  }
}
