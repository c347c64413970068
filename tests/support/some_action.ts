import {
  type ActionFields,
  actionKey,
} from "../../pipeline/engine/action_key.ts";
import type {
  ActionResult,
  Blob,
} from "../../pipeline/engine/action_result.ts";
import type { Digest } from "../../pipeline/engine/digest.ts";
import { digestOf } from "../../pipeline/engine/digest.ts";

/** An action whose outputs follow from its number, so that they can be checked. */
export interface NumberedAction {
  readonly key: Digest;
  readonly fields: ActionFields;
  readonly contents: readonly Uint8Array[];
  resultOf(blobs: readonly Blob[]): ActionResult;
}

/** Fields of an action that differ from those of another in what is given only. */
export function someFields(
  rest: Partial<ActionFields> = {},
): ActionFields {
  return {
    v: 1,
    stage: { id: "some", revision: 1 },
    code: digestOf("code"),
    assets: {},
    params: {},
    inputs: {},
    outputs: { out: "out.txt" },
    runtime: { deno: "2.9.6", target: "x86_64-unknown-linux-gnu" },
    sandbox: { mounts: [], hosts: [] },
    ...rest,
  };
}

/** A result with some outputs. */
export function someResult(
  outputs: ActionResult["outputs"],
  rest: Partial<ActionResult> = {},
): ActionResult {
  const made = {
    run: "run",
    startedAt: "2026-01-01T00:00:00.000Z",
    seconds: 0.5,
    maxRssKiB: 1024,
  };
  return { outputs, made, log: [], ...rest };
}

/** The action of a number: four blobs of about 50 KB, one of them of many actions. */
export function numberedAction(number: number): NumberedAction {
  const fields = someFields({ params: { number } });
  const contents = [1, 2, 3, 4].map((part) =>
    new TextEncoder().encode(
      `${part === 4 ? "shared" : number}/${part}\n`.repeat(8000),
    )
  );
  return {
    key: actionKey(fields),
    fields,
    contents,
    resultOf: (blobs) => someResult({ out: blobs }),
  };
}
