import process from "node:process";
import { KEY_FORMAT } from "./action_key.ts";
import type { Blob } from "./action_result.ts";
import type { PublishedFile } from "./publish_results.ts";
import type { ActionRecord } from "./run_action.ts";
import type { StudyOutcome } from "./run_study.ts";
import type { Study } from "./study.ts";

/** What {@link manifest} needs beside the outcomes. */
export interface ManifestOptions {
  /** The run's id. */
  readonly run: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Since the start. */
  readonly seconds: number;
  /** What the results folder holds. */
  readonly files: readonly PublishedFile[];
}

/**
 * The record of a run of a study: every action with its key, its inputs and
 * outputs by digest, how long it took and on what, and whether this run executed
 * it or reused an earlier result.
 */
export function manifest(
  study: Study,
  outcomes: StudyOutcome,
  { run, startedAt, seconds, files }: ManifestOptions,
): object {
  return {
    study: study.id,
    run,
    startedAt,
    seconds,
    runtime: {
      deno: Deno.version.deno,
      v8: Deno.version.v8,
      target: Deno.build.target,
      cores: navigator.hardwareConcurrency,
      // Of this process; each action's own stands with the action.
      maxRssKiB: process.resourceUsage().maxRSS,
    },
    keyFormat: KEY_FORMAT,
    nodes: [...outcomes].map(([id, outcome]) => {
      if (outcome.state === "done" || outcome.state === "failed") {
        const { state, actions } = outcome;
        return { id, state, actions: actions.map(describe) };
      }
      return { id, ...outcome };
    }),
    files: Object.fromEntries(files.map(({ file, blob }) => [file, blob])),
  };
}

function describe(action: ActionRecord): object {
  const { place, planned, outcome, divergent, result } = action;
  const { fields, key } = planned;
  return {
    stage: fields.stage.id,
    ...(place.shard === undefined ? {} : { shard: place.shard }),
    key,
    outcome,
    divergent,
    inputs: fields.inputs,
    outputs: Object.fromEntries(
      Object.entries(result.outputs).map((
        [port, output],
      ) => [
        port,
        "digest" in output ? digestAndSize(output) : output.map(digestAndSize),
      ]),
    ),
    ...(fields.packages === undefined ? {} : { packages: fields.packages }),
    sandbox: fields.sandbox,
    ...(fields.device === undefined ? {} : { device: fields.device }),
    made: result.made,
    log: result.log,
  };
}

function digestAndSize({ digest, size }: Blob): object {
  return { digest, size };
}
