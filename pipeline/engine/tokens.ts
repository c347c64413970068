import { setImmediate } from "node:timers";
import type { Resources } from "./stage.ts";

/** What a stage takes that declares nothing. */
const MODEST: Resources = { cpu: 1, memoryMiB: 256 };

/** What {@link Tokens.use} is asked for. */
export interface Demand {
  /** What the action takes; one core and 256 MiB unless said. */
  readonly resources?: Resources | undefined;
  /** The lowest of those who wait is served first. */
  readonly turn: number;
}

interface Waiting {
  readonly need: Resources;
  readonly turn: number;
  readonly start: () => void;
}

/**
 * Cores and memory to hand out: an action waits until what it declares is free.
 *
 * In order of the turns, and first come, first served within a turn. Nobody passes one
 * that is too big for what is free, so that a big action is not starved by small ones.
 * An action that declares more than there is gets everything, and runs alone.
 */
export class Tokens {
  readonly #total: Resources;
  #free: Resources;
  readonly #queue: Waiting[] = [];
  #isDue = false;

  /** Hands out so much in all. */
  constructor(total: Resources) {
    this.#total = total;
    this.#free = total;
  }

  /** Runs a function while it holds the resources. */
  async use<T>(
    { resources = MODEST, turn }: Demand,
    run: () => Promise<T>,
  ): Promise<T> {
    const need = {
      cpu: Math.min(resources.cpu, this.#total.cpu),
      memoryMiB: Math.min(resources.memoryMiB, this.#total.memoryMiB),
    };
    await new Promise<void>((start) => {
      this.#queue.push({ need, turn, start });
      this.#handOutSoon();
    });
    try {
      return await run();
    } finally {
      this.#free = add(this.#free, need);
      this.#handOutSoon();
    }
  }

  /**
   * Not at once: the end of an action makes others ready, and the one whose turn is
   * first may ask last. All of them have asked when the microtasks have run.
   */
  #handOutSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      this.#handOut();
    });
  }

  #handOut(): void {
    this.#queue.sort((a, b) => a.turn - b.turn);
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
