import { join } from "node:path";
import type { ActionFields } from "./action_key.ts";
import { type Difference, differences } from "./differences.ts";
import { type Digest, isDigest } from "./digest.ts";
import { readIfThere, replaceFile } from "./files.ts";
import type { PlannedAction } from "./plan_action.ts";
import type { Store } from "./store.ts";

/** The keys of a study's actions in its last run, by node and in order of the shards. */
export type LastKeys = Readonly<Record<string, readonly Digest[]>>;

/** An earlier action that a planned one is compared with. */
export interface Earlier {
  /** Under which its result is stored. */
  readonly key: Digest;
  /** What the key is the hash of. */
  readonly fields: ActionFields;
}

/** Remembers which actions a study had when it was last run, for comparison only. */
export class History {
  readonly #store: Store;
  readonly #last: LastKeys;
  readonly #path: string;
  #stored: Promise<readonly Earlier[]> | undefined;

  private constructor(store: Store, path: string, last: LastKeys) {
    this.#store = store;
    this.#path = path;
    this.#last = last;
  }

  /** Reads what is remembered of a study; nothing, if it never ran. */
  static async open(store: Store, study: string): Promise<History> {
    const path = join(store.path, "refs", `${study}.json`);
    const text = await readIfThere(path);
    let last: LastKeys = {};
    try {
      if (text !== undefined) last = { ...JSON.parse(text) };
    } catch {
      // Only comparisons are lost.
    }
    return new History(store, path, last);
  }

  /** Replaces what is remembered, keeping nodes that were not part of this run. */
  async save(keys: LastKeys): Promise<void> {
    const text = `${JSON.stringify({ ...this.#last, ...keys }, null, 1)}\n`;
    if (text !== await readIfThere(this.#path)) {
      await replaceFile(this.#path, text);
    }
  }

  /**
   * The action to compare a planned one with: the node's own of the last run, or
   * else the stored one of the same stage that differs in the fewest fields.
   */
  async earlier(
    node: string,
    planned: PlannedAction,
  ): Promise<Earlier | undefined> {
    const own = await this.#own(node, planned);
    if (own !== undefined) return own;
    // Read once: a run of many shards must not read the store for each of them,
    // nor compare them with one another.
    this.#stored ??= this.#readStored();
    let nearest: Earlier | undefined;
    let fewest = Infinity;
    for (const stored of await this.#stored) {
      if (stored.fields.stage.id !== planned.fields.stage.id) continue;
      const count = differences(stored.fields, planned.fields).length;
      if (count < fewest) [nearest, fewest] = [stored, count];
    }
    return nearest;
  }

  /**
   * In what a planned action differs from the node's own of the last run; empty if it
   * had none. Only this is why it runs now: {@link History.earlier} may be an action of
   * another study.
   */
  async changes(node: string, planned: PlannedAction): Promise<Difference[]> {
    const own = await this.#own(node, planned);
    return own === undefined ? [] : differences(own.fields, planned.fields);
  }

  /**
   * How long a node took when it was last executed: its longest shard, as they run
   * beside one another; `undefined` if that is not known.
   */
  seconds(node: string): number | undefined {
    const keys = [this.#last[node] ?? []].flat().filter(isDigest);
    const times = keys.flatMap((key) =>
      this.#store.readResult(key)?.made.seconds ?? []
    );
    return times.length === 0 ? undefined : Math.max(...times);
  }

  async #own(
    node: string,
    { shard }: PlannedAction,
  ): Promise<Earlier | undefined> {
    const key = this.#last[node]?.[shard?.index ?? 0];
    const fields = key && await this.#store.readFields(key);
    return key && fields && { key, fields };
  }

  /** Every stored action, in order of the keys. */
  async #readStored(): Promise<readonly Earlier[]> {
    const stored: Earlier[] = [];
    for await (const key of this.#store.keys()) {
      const fields = await this.#store.readFields(key);
      if (fields !== undefined) stored.push({ key, fields });
    }
    return stored.sort((a, b) => a.key < b.key ? -1 : 1);
  }

  /** In what a planned action differs from {@link History.earlier}; empty if there is none. */
  async differences(
    node: string,
    planned: PlannedAction,
  ): Promise<Difference[]> {
    const earlier = await this.earlier(node, planned);
    return earlier === undefined
      ? []
      : differences(earlier.fields, planned.fields);
  }
}
