import { join } from "node:path";
import {
  type ActionResult,
  type Blob,
  blobsOf,
  type Outputs,
} from "./action_result.ts";
import type { CodeIdentity } from "./code.ts";
import type { Digest } from "./digest.ts";
import { StageError } from "./errors.ts";
import type { Emit, Place } from "./events.ts";
import type { FileDigests } from "./file_digests.ts";
import type { History } from "./history.ts";
import { ingestSource } from "./ingest_source.ts";
import { lock } from "./lock.ts";
import type { Inputs, PlannedAction } from "./plan_action.ts";
import { runSandboxed, type SandboxResult } from "./sandbox.ts";
import type { Store } from "./store.ts";
import type { StudyNode } from "./study.ts";
import type { Tokens } from "./tokens.ts";

/** What all actions of a run share. */
export interface RunContext {
  /** The run's id. */
  readonly run: string;
  /** Where results are looked up and published. */
  readonly store: Store;
  /** Finds the stages' code. */
  readonly code: CodeIdentity;
  /** Cores and memory for all actions together. */
  readonly tokens: Tokens;
  /** Folders of the host that the user supplied, by the name that stages mount. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Takes the events. */
  readonly emit: Emit;
  /** Ends the run: what is running is killed. */
  readonly signal?: AbortSignal;
}

/** What {@link runAction} needs. */
export interface ActionOptions extends RunContext {
  /** The node that the action belongs to. */
  readonly node: StudyNode;
  /** For the events. */
  readonly place: Place;
  /** When the node's turn is; asked for only if something is executed. */
  readonly turn: () => number;
  /** Tells what differs from the last run. */
  readonly history: History;
  /** Digests of files as they are. */
  readonly digests: FileDigests;
  /** The actions that are at work in this run; two nodes may stand for the same. */
  readonly atWork: Map<Digest, Promise<ActionRecord>>;
  /** Makes an input again that turned out to be damaged in the store. */
  readonly remake: (port: string) => Promise<void>;
}

/** An action of a run, with its stored result. */
export interface ActionRecord {
  /** Which node and shard it is. */
  readonly place: Place;
  /** Its key and fields. */
  readonly planned: PlannedAction;
  /** Whether this run executed it. */
  readonly outcome: "executed" | "reused";
  /** The outputs differ from those of an earlier execution under the same key. */
  readonly divergent: boolean;
  /** What is stored under its key. */
  readonly result: ActionResult;
}

/**
 * Reuses the stored result of an action, or executes it and publishes the result.
 * Two processes that want the same action execute it once, and so do two nodes.
 *
 * @throws {StageError} If the stage fails.
 * @throws {UnavailableError} If the stage says that something it needs is missing.
 */
export async function runAction(
  planned: PlannedAction,
  options: ActionOptions,
): Promise<ActionRecord> {
  const { atWork, place } = options;
  const { key } = planned;
  const twin = atWork.get(key);
  if (twin !== undefined) {
    const { result } = await twin;
    finished("reused", key, result, options);
    return { place, planned, outcome: "reused", divergent: false, result };
  }
  const work = reuseOrExecute(planned, options);
  atWork.set(key, work);
  try {
    return await work;
  } finally {
    atWork.delete(key);
  }
}

async function reuseOrExecute(
  planned: PlannedAction,
  options: ActionOptions,
): Promise<ActionRecord> {
  const { store, emit, tokens, node, place } = options;
  const { key } = planned;
  let result = store.readResult(key);
  if (result === undefined) {
    // The lock comes before the tokens: who holds tokens never waits for another
    // process.
    const path = join(store.path, "locks", key);
    using _lock = await lock(path, {
      onWait: () => emit({ type: "waiting", ...place, key }),
      signal: options.signal,
    });
    result = store.readResult(key);
    if (result === undefined) {
      // Making an input anew takes tokens too: who holds some must not wait for more.
      await verifyInputs(planned.inputs, options);
      return await tokens.use(
        { resources: node.stage.resources, turn: options.turn() },
        () => execute(planned, options),
      );
    }
  }
  finished("reused", key, result, options);
  return { place, planned, outcome: "reused", divergent: false, result };
}

async function execute(
  planned: PlannedAction,
  options: ActionOptions,
): Promise<ActionRecord> {
  const { store, emit, signal, run, node, place, history } = options;
  signal?.throwIfAborted();
  const { key, fields, code } = planned;
  const differences = await history.changes(node.id, planned);
  emit({ type: "action-started", ...place, key, differences });
  const folder = await store.temporaryFolder();
  try {
    const startedAt = new Date().toISOString();
    const started = performance.now();
    const done = await sandboxed(planned, folder, options);
    const result: ActionResult = {
      outputs: await keep(store, done.outputs),
      made: {
        run,
        startedAt,
        seconds: (performance.now() - started) / 1000,
        maxRssKiB: done.maxRssKiB,
      },
      log: done.log,
    };
    const divergent = await store.publish(key, fields, result) === "divergent";
    if (divergent) emit({ type: "divergent", ...place, key });
    // What was published first is what counts.
    const kept = store.readResult(key) ?? result;
    finished("executed", key, kept, options);
    return { place, planned, outcome: "executed", divergent, result: kept };
  } catch (error) {
    throw await withSources(error, code.map, options);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Hashes the inputs, once a run. A bad one is moved to quarantine by that, so that
 * whatever makes it runs again.
 */
async function verifyInputs(
  inputs: Inputs,
  { store, node, remake }: ActionOptions,
): Promise<void> {
  for (const [port, input] of Object.entries(inputs)) {
    if (input === null) continue;
    const areGood = async (): Promise<boolean> => {
      const checks = listOf(input).map((blob) => store.verifyBlob(blob));
      return (await Promise.all(checks)).every(Boolean);
    };
    if (await areGood()) continue;
    await remake(port);
    if (await areGood()) continue;
    throw new StageError(
      `Input "${port}" of "${node.id}" was damaged in the store and could not be made again as it was: run again to go on with what there is now`,
    );
  }
}

async function sandboxed(
  planned: PlannedAction,
  folder: string,
  options: ActionOptions,
): Promise<SandboxResult> {
  const { code, store, emit, signal, node, place } = options;
  await code.packages.place(node.stage, folder);
  return await runSandboxed({
    stage: node.stage,
    folder,
    bundle: await placeBundle(planned, folder, options),
    params: node.params,
    inputs: inputPaths(planned.inputs, store),
    assets: await assetPaths(planned, options),
    mounts: suppliedMounts(options),
    hosts: node.hosts ?? [],
    onProgress: (progress) => emit({ ...progress, ...place }),
    onLog: (line) => emit({ type: "log", ...place, line }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/** Copies the bundle to the action's folder, made anew if the store's is damaged. */
async function placeBundle(
  planned: PlannedAction,
  folder: string,
  { store, code, node }: ActionOptions,
): Promise<string> {
  const digest = planned.code.bundle;
  if (!await store.verifyBlob({ digest })) {
    const { bundle } = await code.rebuild(node.stage);
    if (bundle !== digest) {
      throw new StageError(
        `The code of stage "${node.stage.id}" changed while it was waiting to run: run again`,
      );
    }
  }
  const path = join(folder, "bundle.js");
  await Deno.copyFile(store.blobPath(digest), path);
  return path;
}

/** Takes the assets into the store: they must be what the key was made of. */
async function assetPaths(
  { fields }: PlannedAction,
  { store, digests, node }: ActionOptions,
): Promise<Record<string, string>> {
  const paths: Record<string, string> = {};
  for (const [name, file] of Object.entries(node.stage.assets ?? {})) {
    const digest = fields.assets[name]!;
    if (!await store.verifyBlob({ digest })) {
      const blob = await ingestSource({ file }, { store, digests });
      if (blob.digest !== digest) {
        throw new StageError(
          `Asset "${name}" of stage "${node.stage.id}" changed while the stage was waiting to run: run again`,
        );
      }
    }
    paths[name] = store.blobPath(digest);
  }
  return paths;
}

function inputPaths(
  inputs: Inputs,
  store: Store,
): Record<string, string | string[]> {
  const path = ({ digest }: Blob): string => store.blobPath(digest);
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([port, input]) =>
      input === null
        ? []
        : [[port, "digest" in input ? path(input) : input.map(path)]]
    ),
  );
}

function suppliedMounts(
  { node, mounts }: ActionOptions,
): Record<string, string> {
  return Object.fromEntries(
    (node.stage.mounts ?? []).flatMap((name) => {
      const path = mounts[name];
      return path === undefined ? [] : [[name, path]];
    }),
  );
}

async function keep(
  store: Store,
  files: Readonly<Record<string, string | readonly string[]>>,
): Promise<Outputs> {
  const kept = Object.entries(files).map(async ([port, file]) => {
    const blobs = await Promise.all(
      listOf(file).map((path) => store.putFile(path)),
    );
    return [port, typeof file === "string" ? blobs[0]! : blobs] as const;
  });
  return Object.fromEntries(await Promise.all(kept));
}

function finished(
  outcome: "executed" | "reused",
  key: Digest,
  { made, outputs }: ActionResult,
  { emit, place }: ActionOptions,
): void {
  const bytes = blobsOf(outputs).reduce((sum, { size }) => sum + size, 0);
  emit({
    type: "action-finished",
    ...place,
    key,
    outcome,
    seconds: made.seconds,
    bytes,
  });
}

/** Puts the places of the sources into the stack of an error of a stage's code. */
async function withSources(
  error: unknown,
  map: Digest,
  { store, code }: ActionOptions,
): Promise<unknown> {
  if (!(error instanceof StageError) || error.trace === undefined) return error;
  // Without the map the trace stays as it is: the stage's own words count more.
  if (!await store.verifyBlob({ digest: map })) return error;
  // Loaded on failure only, as it costs start-up time.
  const { mapStackTrace } = await import("./stack_trace.ts");
  const text = await Deno.readTextFile(store.blobPath(map));
  const trace = mapStackTrace(error.trace, { map: text, root: code.root });
  return new StageError(error.message, trace);
}

function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
