import type { Resources } from "./stage.ts";

/** What a stage takes that declares nothing. */
const MODEST: Resources = { cpu: 1, memoryMiB: 256 };

/**
 * Cores and memory to hand out: an action waits until what it declares is free.
 *
 * First come, first served, so that a big action is not starved by small ones. An
 * action that declares more than there is gets everything, and runs alone.
 */
export class Tokens {
  readonly #total: Resources;
  #free: Resources;
  readonly #queue: { need: Resources; start: () => void }[] = [];

  /** Hands out so much in all. */
  constructor(total: Resources) {
    this.#total = total;
    this.#free = total;
  }

  /** Runs a function while it holds the resources. */
  async use<T>(
    resources: Resources | undefined,
    run: () => Promise<T>,
  ): Promise<T> {
    const asked = resources ?? MODEST;
    const need = {
      cpu: Math.min(asked.cpu, this.#total.cpu),
      memoryMiB: Math.min(asked.memoryMiB, this.#total.memoryMiB),
    };
    await new Promise<void>((start) => {
      this.#queue.push({ need, start });
      this.#advance();
    });
    try {
      return await run();
    } finally {
      this.#free = add(this.#free, need);
      this.#advance();
    }
  }

  #advance(): void {
    for (;;) {
      const next = this.#queue[0];
      if (
        next === undefined || next.need.cpu > this.#free.cpu ||
        next.need.memoryMiB > this.#free.memoryMiB
      ) return;
      this.#queue.shift();
      this.#free = add(this.#free, {
        cpu: -next.need.cpu,
        memoryMiB: -next.need.memoryMiB,
      });
      next.start();
    }
  }
}

function add(a: Resources, b: Resources): Resources {
  return { cpu: a.cpu + b.cpu, memoryMiB: a.memoryMiB + b.memoryMiB };
}
