import { fileURLToPath } from "node:url";
import type { Blob, Outputs } from "./action_result.ts";
import { didYouMean } from "./did_you_mean.ts";
import type { Digest } from "./digest.ts";
import { StageError, UnavailableError } from "./errors.ts";
import type { Place } from "./events.ts";
import { History } from "./history.ts";
import { ingestFile } from "./ingest_file.ts";
import type { Json } from "./json.ts";
import {
  type Inputs,
  joinOutputs,
  planActions,
  type PlannedAction,
} from "./plan_action.ts";
import { type ActionRecord, runAction, type RunContext } from "./run_action.ts";
import type { Study, StudyNode } from "./study.ts";
import { upstreamOf, validateStudy } from "./validate_study.ts";

/** What {@link runStudy} needs. */
export interface RunOptions extends RunContext {
  /** Facts of the numeric device. */
  readonly device?: Json;
  /** Stop after this node: only it and what it reads from is run. */
  readonly to?: string;
}

/** How a node of a study came out. */
export type NodeOutcome =
  | {
    readonly state: "done";
    readonly actions: readonly ActionRecord[];
    readonly outputs: Outputs;
  }
  /** Something that it needs is not to be had here. */
  | { readonly state: "unavailable"; readonly missing: string }
  /** `actions` are the shards that were done. */
  | { readonly state: "failed"; readonly actions: readonly ActionRecord[] }
  /** It reads from a node that failed. */
  | { readonly state: "blocked"; readonly by: readonly string[] };

/** The outcomes of a study's nodes, in an order in which each follows its inputs. */
export type StudyOutcome = ReadonlyMap<string, NodeOutcome>;

/**
 * Runs a study: each node as soon as what it reads from is done, with the stored
 * result wherever one with the same key exists.
 *
 * A failed node blocks those that read from it, and no other; a failed shard
 * leaves its siblings' results in the store. A node whose data are not to be had
 * is unavailable, and so are those that require it; a node that reads from it
 * through an optional port runs without.
 *
 * @throws {TypeError} If the study is not valid.
 * @throws {RangeError} If the study has no node of the name to stop after.
 * @throws The reason of the signal, once everything that was running has ended.
 */
export async function runStudy(
  study: Study,
  options: RunOptions,
): Promise<StudyOutcome> {
  const order = validateStudy(study);
  const wanted = options.to === undefined
    ? order
    : ancestors(order, options.to);
  const history = await History.open(options.store, study.id);
  const run = new StudyRun(study, wanted, history, options);
  const outcomes = await run.all();
  await history.save(lastKeys(outcomes));
  return outcomes;
}

/**
 * A node and everything that it reads from, in order.
 *
 * @throws {RangeError} If there is no node of that name.
 */
export function ancestors(
  order: readonly StudyNode[],
  id: string,
): StudyNode[] {
  const known = order.map((node) => node.id);
  if (!known.includes(id)) {
    throw new RangeError(`There is no node "${id}"${didYouMean(id, known)}`);
  }
  const wanted = new Set([id]);
  for (const node of [...order].reverse()) {
    if (wanted.has(node.id)) upstreamOf(node).forEach((up) => wanted.add(up));
  }
  return order.filter((node) => wanted.has(node.id));
}

class StudyRun {
  readonly #study: Study;
  readonly #nodes: readonly StudyNode[];
  readonly #history: History;
  readonly #options: RunOptions;
  readonly #outcomes = new Map<string, Promise<NodeOutcome>>();
  /** Missing things that the user was told of. */
  readonly #told = new Set<string>();

  constructor(
    study: Study,
    nodes: readonly StudyNode[],
    history: History,
    options: RunOptions,
  ) {
    this.#study = study;
    this.#nodes = nodes;
    this.#history = history;
    this.#options = options;
  }

  async all(): Promise<StudyOutcome> {
    for (const node of this.#nodes) {
      this.#outcomes.set(node.id, this.#node(node));
    }
    // When the run is interrupted each node rejects: all must have ended before.
    await Promise.allSettled(this.#outcomes.values());
    const outcomes = new Map<string, NodeOutcome>();
    for (const [id, outcome] of this.#outcomes) {
      outcomes.set(id, await outcome);
    }
    return outcomes;
  }

  async #node(node: StudyNode): Promise<NodeOutcome> {
    const { emit } = this.#options;
    const place = { study: this.#study.id, node: node.id };
    try {
      // Bundling needs no inputs: it goes on while upstream nodes run.
      const code = this.#options.code.of(node.stage);
      code.catch(() => {});
      const { inputs, failed, missing } = await this.#resolve(node);
      if (failed.length > 0) {
        emit({ type: "node-blocked", ...place, by: failed });
        return { state: "blocked", by: failed };
      }
      if (missing !== undefined) return this.#unavailable(node, missing, "");
      const { device } = this.#options;
      const planned = await planActions(node, {
        inputs,
        code: this.#options.code,
        ...(device === undefined ? {} : { device }),
      });
      return await this.#actions(node, planned);
    } catch (error) {
      return this.#failure(node, place, error);
    }
  }

  /** Waits for the nodes that a node reads from, and takes up their outputs. */
  async #resolve(
    node: StudyNode,
  ): Promise<{ inputs: Inputs; failed: string[]; missing?: string }> {
    const inputs: Record<string, Blob | readonly Blob[] | null> = {};
    const failed = new Set<string>();
    let missing: string | undefined;
    for (const [port, declared] of Object.entries(node.stage.inputs)) {
      const source = node.inputs[port];
      inputs[port] = null;
      if (source === undefined) continue;
      if ("file" in source) {
        inputs[port] = await ingestFile(
          this.#options.store,
          fileURLToPath(source.file),
        );
        continue;
      }
      const outcome = await this.#outcomes.get(source.node)!;
      if (outcome.state === "done") {
        inputs[port] = outcome.outputs[source.port]!;
      } else if (outcome.state !== "unavailable") failed.add(source.node);
      else if (!declared.optional) missing ??= outcome.missing;
    }
    return {
      inputs,
      failed: [...failed],
      ...(missing === undefined ? {} : { missing }),
    };
  }

  async #actions(
    node: StudyNode,
    planned: readonly PlannedAction[],
  ): Promise<NodeOutcome> {
    const settled = await Promise.allSettled(
      planned.map((action) =>
        runAction(action, {
          ...this.#options,
          node,
          place: this.#place(node, action),
          history: this.#history,
          remake: (port) => this.#remake(node, port),
        })
      ),
    );
    const actions = settled.flatMap((x) =>
      x.status === "fulfilled" ? [x.value] : []
    );
    const bad = settled.flatMap((x, i) => {
      if (x.status === "fulfilled") return [];
      return [this.#failure(node, this.#place(node, planned[i]!), x.reason)];
    });
    if (bad.some(({ state }) => state === "failed")) {
      return { state: "failed", actions };
    }
    if (bad.length > 0) return bad[0]!;
    const outputs = joinOutputs(node, actions.map((x) => x.result.outputs));
    return { state: "done", actions, outputs };
  }

  #failure(node: StudyNode, place: Place, error: unknown): NodeOutcome {
    if (error instanceof UnavailableError) {
      return this.#unavailable(node, error.missing, error.message);
    }
    this.#options.signal?.throwIfAborted();
    if (!(error instanceof Error)) throw error;
    const trace = error instanceof StageError ? error.trace : error.stack;
    this.#options.emit({
      type: "action-failed",
      ...place,
      message: error.message,
      ...(trace === undefined ? {} : { trace }),
    });
    return { state: "failed", actions: [] };
  }

  #unavailable(node: StudyNode, missing: string, message: string): NodeOutcome {
    this.#options.emit({
      type: "node-unavailable",
      study: this.#study.id,
      node: node.id,
      missing,
      message: this.#told.has(missing) ? "" : message,
    });
    this.#told.add(missing);
    return { state: "unavailable", missing };
  }

  #place(node: StudyNode, { shard }: PlannedAction): Place {
    const place = { study: this.#study.id, node: node.id };
    return shard === undefined ? place : { ...place, shard };
  }

  /** Makes an input of a node again that turned out to be damaged in the store. */
  async #remake(node: StudyNode, port: string): Promise<void> {
    const source = node.inputs[port]!;
    if ("file" in source) {
      await ingestFile(this.#options.store, fileURLToPath(source.file));
    } else {
      await this.#node(this.#nodes.find(({ id }) => id === source.node)!);
    }
  }
}

function lastKeys(outcomes: StudyOutcome): Record<string, Digest[]> {
  return Object.fromEntries(
    [...outcomes].flatMap(([id, outcome]) =>
      outcome.state === "done"
        ? [[id, outcome.actions.map(({ planned }) => planned.key)]]
        : []
    ),
  );
}
