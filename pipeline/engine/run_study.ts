import type { Blob, Outputs } from "./action_result.ts";
import type { Digest } from "./digest.ts";
import { StageError, UnavailableError } from "./errors.ts";
import type { Place } from "./events.ts";
import { History } from "./history.ts";
import { FileDigests } from "./file_digests.ts";
import { ingestSource } from "./ingest_source.ts";
import { nodesNamed, suggestNode } from "./nodes_named.ts";
import {
  type Inputs,
  joinOutputs,
  planActions,
  type PlannedAction,
} from "./plan_action.ts";
import { type ActionRecord, runAction, type RunContext } from "./run_action.ts";
import type { Study, StudyNode } from "./study.ts";
import { turnsOf } from "./turns.ts";
import { upstreamOf, validateStudy } from "./validate_study.ts";

/** What {@link runStudy} needs. */
export interface RunOptions extends RunContext {
  /** Stop after this node, or these of a stage: only they and what they read is run. */
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
  const [history, digests] = await Promise.all([
    History.open(options.store, study.id),
    FileDigests.open(options.store),
  ]);
  const run = new StudyRun(study, wanted, { ...options, history, digests });
  const outcomes = await run.all();
  await Promise.all([history.save(lastKeys(outcomes)), digests.save()]);
  return outcomes;
}

/**
 * A node, or the nodes of a stage, and everything that they read from, in order.
 *
 * @throws {RangeError} If there is no node or stage of that name.
 */
function ancestors(
  order: readonly StudyNode[],
  name: string,
): StudyNode[] {
  const wanted = new Set(nodesNamed(order, name).map(({ id }) => id));
  if (wanted.size === 0) {
    throw new RangeError(
      `There is no node "${name}"${suggestNode(order, name)}`,
    );
  }
  for (const node of [...order].reverse()) {
    if (wanted.has(node.id)) upstreamOf(node).forEach((up) => wanted.add(up));
  }
  return order.filter((node) => wanted.has(node.id));
}

/** What the nodes of a run share. */
interface StudyContext extends RunContext {
  readonly history: History;
  readonly digests: FileDigests;
}

class StudyRun {
  readonly #study: Study;
  readonly #nodes: readonly StudyNode[];
  readonly #options: StudyContext;
  readonly #outcomes = new Map<string, Promise<NodeOutcome>>();
  readonly #atWork = new Map<Digest, Promise<ActionRecord>>();
  /** Missing things that the user was told of. */
  readonly #told = new Set<string>();
  /** Found when the first action is executed: a run that reuses all needs none. */
  #turns: ReadonlyMap<string, number> | undefined;

  constructor(
    study: Study,
    nodes: readonly StudyNode[],
    options: StudyContext,
  ) {
    this.#study = study;
    this.#nodes = nodes;
    this.#options = options;
  }

  async all(): Promise<StudyOutcome> {
    const lacking = new Map<string, UnavailableError>();
    for (const node of this.#nodes) {
      // Known before anything runs, so that no code is bundled for it either.
      const missing = notSupplied(node, lacking);
      if (missing !== undefined) lacking.set(node.id, missing);
      const outcome = missing === undefined
        ? this.#node(node)
        : Promise.resolve(this.#unavailable(node, missing));
      this.#outcomes.set(node.id, outcome);
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
      this.#options.code.of(node.stage).catch(() => {});
      const { inputs, failed, missing } = await this.#resolve(node);
      if (failed.length > 0) {
        emit({ type: "node-blocked", ...place, by: failed });
        return { state: "blocked", by: failed };
      }
      if (missing !== undefined) throw missing;
      const { code, digests } = this.#options;
      const planned = await planActions(node, { inputs, code, digests });
      return await this.#actions(node, planned);
    } catch (error) {
      return this.#failure(node, place, error);
    }
  }

  /** Waits for the nodes that a node reads from, and takes up their outputs and files. */
  async #resolve(
    node: StudyNode,
  ): Promise<{ inputs: Inputs; failed: string[]; missing?: UnavailableError }> {
    const inputs: Record<string, Blob | readonly Blob[] | null> = {};
    const failed = new Set<string>();
    let missing: UnavailableError | undefined;
    const files = this.#ingestFiles(node);
    for (const [port, declared] of Object.entries(node.stage.inputs)) {
      const source = node.inputs[port];
      inputs[port] = null;
      if (source === undefined || "missing" in source) continue;
      if (!("node" in source)) {
        inputs[port] = await files.get(port)!;
        continue;
      }
      const outcome = await this.#outcomes.get(source.node)!;
      if (outcome.state === "done") {
        inputs[port] = outcome.outputs[source.port]!;
      } else if (outcome.state !== "unavailable") failed.add(source.node);
      else if (!declared.optional) {
        missing ??= new UnavailableError(outcome.missing, "");
      }
    }
    return {
      inputs,
      failed: [...failed],
      ...(missing === undefined ? {} : { missing }),
    };
  }

  /** Begins to take up a node's files, so that it is ready when its last input is. */
  #ingestFiles({ inputs }: StudyNode): Map<string, Promise<Blob>> {
    const files = new Map<string, Promise<Blob>>();
    for (const [port, source] of Object.entries(inputs)) {
      if ("node" in source || "missing" in source) continue;
      const blob = ingestSource(source, this.#options);
      // Who waits for it hears of its failure, unless the node is blocked.
      blob.catch(() => {});
      files.set(port, blob);
    }
    return files;
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
          turn: () => this.#turn(node),
          atWork: this.#atWork,
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

  #turn({ id }: StudyNode): number {
    this.#turns ??= turnsOf(
      this.#nodes,
      (node) => this.#options.history.seconds(node),
    );
    return this.#turns.get(id)!;
  }

  #failure(node: StudyNode, place: Place, error: unknown): NodeOutcome {
    if (error instanceof UnavailableError) {
      return this.#unavailable(node, error);
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

  #unavailable(
    node: StudyNode,
    { missing, message }: UnavailableError,
  ): NodeOutcome {
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
    if ("node" in source) {
      await this.#node(this.#nodes.find(({ id }) => id === source.node)!);
    } else if (!("missing" in source)) {
      await ingestSource(source, this.#options);
    }
  }
}

/**
 * What a node needs that the user did not supply.
 *
 * @param lacking The same of the nodes before.
 */
function notSupplied(
  { stage, inputs }: StudyNode,
  lacking: ReadonlyMap<string, UnavailableError>,
): UnavailableError | undefined {
  for (const [port, { optional }] of Object.entries(stage.inputs)) {
    const source = inputs[port];
    if (source === undefined || optional) continue;
    if ("missing" in source) {
      return new UnavailableError(source.missing, source.message);
    }
    const upstream = "node" in source ? lacking.get(source.node) : undefined;
    if (upstream !== undefined) return upstream;
  }
  return undefined;
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
