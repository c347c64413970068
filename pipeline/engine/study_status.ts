import { fileURLToPath } from "node:url";
import type { ActionResult, Blob } from "./action_result.ts";
import type { CodeIdentity } from "./code.ts";
import type { Difference } from "./differences.ts";
import { digestFile } from "./digest.ts";
import { History } from "./history.ts";
import type { Json } from "./json.ts";
import {
  type Inputs,
  joinOutputs,
  planActions,
  type PlannedAction,
} from "./plan_action.ts";
import { publishedFiles, staleFiles } from "./publish_results.ts";
import type { NodeOutcome } from "./run_study.ts";
import type { Store } from "./store.ts";
import type { Study, StudyNode } from "./study.ts";
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
      /** Of the first action that is not in the store. */
      readonly differences: readonly Difference[];
      /** How many of the node's actions are not in the store. */
      readonly missing: number;
    }
    /** It depends on what these nodes will yield. */
    | { readonly state: "depends"; readonly on: readonly string[] }
  );

/** An action whose result is in the store. */
export interface StoredAction {
  /** Its key and fields. */
  readonly planned: PlannedAction;
  /** What is stored under its key. */
  readonly result: ActionResult;
}

/** What {@link studyStatus} needs. */
export interface StatusOptions {
  /** Where results are looked up. */
  readonly store: Store;
  /** Finds the stages' code. */
  readonly code: CodeIdentity;
  /** The study's results folder. */
  readonly folder: string;
  /** Facts of the numeric device. */
  readonly device?: Json;
}

/**
 * Finds out what a run would do, and does nothing of it.
 *
 * @returns A status a node, in an order in which each follows its inputs.
 */
export async function studyStatus(
  study: Study,
  { store, code, folder, device }: StatusOptions,
): Promise<NodeStatus[]> {
  const history = await History.open(store, study.id);
  const outcomes = new Map<string, NodeOutcome>();
  const statuses: NodeStatus[] = [];
  for (const node of validateStudy(study)) {
    const { inputs, on } = await resolve(node, outcomes);
    if (on.length > 0) {
      statuses.push({ node: node.id, state: "depends", on });
      continue;
    }
    const planned = await planActions(node, {
      inputs,
      code,
      ...(device === undefined ? {} : { device }),
    });
    const results = await Promise.all(
      planned.map(({ key }) => store.readResult(key)),
    );
    const first = results.indexOf(undefined);
    if (first >= 0) {
      statuses.push({
        node: node.id,
        state: "would run",
        planned,
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
    const stale = (await staleFiles(folder, files)).map(({ file }) => file);
    statuses.push(
      stale.length === 0
        ? { node: node.id, state: "cached", actions }
        : { node: node.id, state: "would restore", actions, files: stale },
    );
  }
  return statuses;
}

/** A node's inputs, or the upstream nodes that are not known yet. */
async function resolve(
  node: StudyNode,
  outcomes: ReadonlyMap<string, NodeOutcome>,
): Promise<{ inputs: Inputs; on: string[] }> {
  const inputs: Record<string, Blob | readonly Blob[] | null> = {};
  const on = new Set<string>();
  for (const port of Object.keys(node.stage.inputs)) {
    const source = node.inputs[port];
    inputs[port] = null;
    if (source === undefined) continue;
    if ("file" in source) {
      inputs[port] = await digestFile(fileURLToPath(source.file));
      continue;
    }
    const outcome = outcomes.get(source.node);
    if (outcome?.state === "done") inputs[port] = outcome.outputs[source.port]!;
    else on.add(source.node);
  }
  return { inputs, on: [...on] };
}
