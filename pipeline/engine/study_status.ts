import type { ActionResult, Blob } from "./action_result.ts";
import type { CodeIdentity } from "./code.ts";
import type { Difference } from "./differences.ts";
import { FileDigests } from "./file_digests.ts";
import { History } from "./history.ts";
import { blobOfSource } from "./ingest_source.ts";
import {
  type Inputs,
  joinOutputs,
  planActions,
  type PlannedAction,
} from "./plan_action.ts";
import { publishedFiles, staleFiles } from "./publish_results.ts";
import type { NodeOutcome } from "./run_study.ts";
import type { Store } from "./store.ts";
import type { Source, Study, StudyNode } from "./study.ts";
import { validateStudy } from "./validate_study.ts";

/** What a run would do about a node now. */
export type NodeStatus =
  & { readonly node: string }
  & (
    /** The results are in the store and in the results folder. */
    | { readonly state: "cached"; readonly actions: readonly StoredAction[] }
    /** In the store; the results folder lacks files, or has other ones. */
    | {
      readonly state: "would restore";
      readonly actions: readonly StoredAction[];
      readonly files: readonly string[];
    }
    /** Not in the store; with what differs from the last run, if it ran. */
    | {
      readonly state: "would run";
      readonly planned: readonly PlannedAction[];
      /** The place in `planned` of the first action that is not in the store. */
      readonly first: number;
      /** In what it differs from the last run. */
      readonly differences: readonly Difference[];
      /** How many of the node's actions are not in the store. */
      readonly missing: number;
    }
    /** It depends on what these nodes will yield. */
    | { readonly state: "depends"; readonly on: readonly string[] }
    /** Something that it needs was not supplied. */
    | {
      readonly state: "unavailable";
      /** A short name of the missing thing. */
      readonly missing: string;
      /** How to supply it; empty where a node before has said so. */
      readonly message: string;
    }
  );

/** An action whose result is in the store. */
export interface StoredAction {
  /** Its key and fields. */
  readonly planned: PlannedAction;
  /** What is stored under its key. */
  readonly result: ActionResult;
}

/** What was not supplied. */
type Missing = Extract<Source, { missing: string }>;

/** What {@link studyStatus} needs. */
export interface StatusOptions {
  /** Where results are looked up. */
  readonly store: Store;
  /** Finds the stages' code. */
  readonly code: CodeIdentity;
  /** The study's results folder. */
  readonly folder: string;
}

/**
 * Finds out what a run would do, and does nothing of it.
 *
 * @returns A status a node, in an order in which each follows its inputs.
 */
export async function studyStatus(
  study: Study,
  { store, code, folder }: StatusOptions,
): Promise<NodeStatus[]> {
  const history = await History.open(store, study.id);
  const digests = await FileDigests.open(store);
  const outcomes = new Map<string, NodeOutcome>();
  const statuses: NodeStatus[] = [];
  const told = new Set<string>();
  for (const node of validateStudy(study)) {
    const { inputs, on, missing } = await resolve(node, { outcomes, digests });
    if (missing !== undefined) {
      const message = told.has(missing.missing) ? "" : missing.message;
      told.add(missing.missing);
      const state = "unavailable";
      outcomes.set(node.id, { state, missing: missing.missing });
      statuses.push({ node: node.id, state, ...missing, message });
      continue;
    }
    if (on.length > 0) {
      statuses.push({ node: node.id, state: "depends", on });
      continue;
    }
    const planned = await planActions(node, { inputs, code, digests });
    const results = planned.map(({ key }) => store.readResult(key));
    const first = results.indexOf(undefined);
    if (first >= 0) {
      statuses.push({
        node: node.id,
        state: "would run",
        planned,
        first,
        differences: await history.differences(node.id, planned[first]!),
        missing: results.filter((x) => x === undefined).length,
      });
      continue;
    }
    const actions = planned.map((x, i) => ({
      planned: x,
      result: results[i]!,
    }));
    const outputs = joinOutputs(node, actions.map((x) => x.result.outputs));
    const done: NodeOutcome = { state: "done", actions: [], outputs };
    outcomes.set(node.id, done);
    const files = publishedFiles(study, new Map([[node.id, done]]));
    const stale = (await staleFiles(folder, files, digests))
      .map(({ file }) => file);
    statuses.push(
      stale.length === 0
        ? { node: node.id, state: "cached", actions }
        : { node: node.id, state: "would restore", actions, files: stale },
    );
  }
  return statuses;
}

/** A node's inputs, or the upstream nodes that are not known yet, or what is missing. */
async function resolve(
  node: StudyNode,
  { outcomes, digests }: {
    readonly outcomes: ReadonlyMap<string, NodeOutcome>;
    readonly digests: FileDigests;
  },
): Promise<{ inputs: Inputs; on: string[]; missing?: Missing }> {
  const inputs: Record<string, Blob | readonly Blob[] | null> = {};
  const on = new Set<string>();
  let missing: Missing | undefined;
  for (const [port, declared] of Object.entries(node.stage.inputs)) {
    const source = node.inputs[port];
    inputs[port] = null;
    if (source === undefined) continue;
    if ("missing" in source) {
      if (!declared.optional) missing ??= source;
      continue;
    }
    if (!("node" in source)) {
      inputs[port] = await blobOfSource(source, digests);
      continue;
    }
    const outcome = outcomes.get(source.node);
    if (outcome?.state === "done") inputs[port] = outcome.outputs[source.port]!;
    else if (outcome?.state !== "unavailable") on.add(source.node);
    else if (!declared.optional) {
      missing ??= { missing: outcome.missing, message: "" };
    }
  }
  return { inputs, on: [...on], ...(missing === undefined ? {} : { missing }) };
}
