/** Lets a number of functions run at once; further ones wait, first come, first served. */
export class Limiter {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** Lets so many functions run at once, at least one. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Runs a function when its turn comes, and gives what it gives. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running === this.#limit) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }
}
