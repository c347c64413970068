import {
  type Bundle,
  type BundleOptions,
  bundleStages,
} from "./bundle_stages.ts";
import { packagesOf } from "./packages.ts";
import type { Stage } from "./stage.ts";

/** What {@link Bundler} is given. */
export interface BundlerOptions extends BundleOptions {
  /** How many processes may bundle at once. */
  readonly concurrency: number;
  /** Told of every bundled stage, with its share of its process's time. */
  readonly onBundle?: (stage: Stage, seconds: number) => void;
}

interface Waiting extends PromiseWithResolvers<Bundle> {
  readonly stage: Stage;
}

/**
 * Bundles stages by a few processes, in the order in which they were asked for.
 *
 * A process takes all stages that wait, and bundles ten in the time of three. The first
 * that is asked for is bundled alone, as no others wait by then: it can run first.
 */
export class Bundler {
  readonly #options: BundlerOptions;
  readonly #waiting = new Map<string, Waiting>();
  #running = 0;

  /** Bundles nothing yet. */
  constructor(options: BundlerOptions) {
    this.#options = options;
  }

  /**
   * Bundles a stage when its turn comes.
   *
   * @throws {StageError} If its modules cannot be bundled; the message is the bundler's.
   */
  bundle(stage: Stage): Promise<Bundle> {
    const name = nameOfCode(stage);
    let waiting = this.#waiting.get(name);
    if (waiting === undefined) {
      waiting = { stage, ...Promise.withResolvers<Bundle>() };
      this.#waiting.set(name, waiting);
      this.#start();
    }
    return waiting.promise;
  }

  #start(): void {
    if (this.#running === this.#options.concurrency) return;
    const batch = this.#takeBatch();
    if (batch.length === 0) return;
    this.#running++;
    this.#settle(batch).finally(() => {
      this.#running--;
      this.#start();
    });
  }

  #takeBatch(): Waiting[] {
    const [first, ...others] = this.#waiting.values();
    if (first === undefined) return [];
    const outside = packagesOf(first.stage).join();
    const alike = others.filter(({ stage }) =>
      packagesOf(stage).join() === outside
    );
    const batch = [first, ...alike];
    for (const { stage } of batch) this.#waiting.delete(nameOfCode(stage));
    return batch;
  }

  async #settle(batch: readonly Waiting[]): Promise<void> {
    const started = performance.now();
    try {
      const stages = batch.map(({ stage }) => stage);
      const bundles = await bundleStages(stages, this.#options);
      const seconds = (performance.now() - started) / 1000 / batch.length;
      batch.forEach(({ stage, resolve }, i) => {
        this.#options.onBundle?.(stage, seconds);
        resolve(bundles[i]!);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      // Which of them are at fault shows when each is bundled alone.
      else for (const one of batch) await this.#settle([one]);
    }
  }
}

/** What tells a stage's code from that of others: one entry may be bundled in two ways. */
export function nameOfCode(stage: Stage): string {
  return [stage.entry.href, ...packagesOf(stage)].join("\n");
}
