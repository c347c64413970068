import { fileURLToPath } from "node:url";
import {
  type ActionFields,
  actionKey,
  KEY_FORMAT,
  type SandboxFields,
} from "./action_key.ts";
import type { Blob, Outputs } from "./action_result.ts";
import type { Code, CodeIdentity } from "./code.ts";
import type { Digest } from "./digest.ts";
import type { FileDigests } from "./file_digests.ts";
import type { Json } from "./json.ts";
import { grantsOfPackages } from "./packages.ts";
import type { StudyNode } from "./study.ts";

/** The inputs of a node by port: a blob, one a part, or `null` for one that is absent. */
export type Inputs = Readonly<Record<string, Blob | readonly Blob[] | null>>;

/** An action that is known by its key, and not yet looked up or executed. */
export interface PlannedAction {
  /** The hash of the fields. */
  readonly key: Digest;
  /** Everything that can change the result. */
  readonly fields: ActionFields;
  /** With the one part of a shard in place of the list. */
  readonly inputs: Inputs;
  /** What is executed. */
  readonly code: Code;
  /** Which shard of the node it is; absent unless the stage is sharded. */
  readonly shard?: { readonly index: number; readonly count: number };
}

/** What {@link planActions} needs beside the node. */
export interface PlanOptions {
  /** The node's inputs. */
  readonly inputs: Inputs;
  /** Finds the stage's code. */
  readonly code: CodeIdentity;
  /** Digests of files as they are. */
  readonly digests: FileDigests;
}

/**
 * Finds the actions that a node stands for: one, or one a part where the stage is
 * sharded.
 *
 * @throws {RangeError} If the inputs that a stage is sharded by differ in length.
 */
export async function planActions(
  node: StudyNode,
  { inputs, code, digests }: PlanOptions,
): Promise<PlannedAction[]> {
  const { stage } = node;
  // Bundling fetches npm packages, and assets may be files of these.
  const found = await code.of(stage);
  const [assets, packages] = await Promise.all([
    assetDigests(stage.assets ?? {}, digests),
    code.packages.pinsOf(stage),
  ]);
  return shardsOf(node, inputs).map(({ inputs, shard }) => {
    const fields: ActionFields = {
      v: KEY_FORMAT,
      stage: { id: stage.id, revision: stage.revision },
      code: found.bundle,
      assets,
      params: node.params as Json,
      inputs: digestsOf(inputs),
      outputs: Object.fromEntries(
        Object.entries(stage.outputs).map(([port, { file, partitioned }]) => [
          port,
          partitioned ? `${file}/` : file,
        ]),
      ),
      runtime: { deno: Deno.version.deno, target: Deno.build.target },
      ...(stage.packages === undefined ? {} : { packages }),
      ...(node.device === undefined ? {} : { device: node.device as Json }),
      sandbox: sandboxFields(node),
    };
    return {
      key: actionKey(fields),
      fields,
      inputs,
      code: found,
      ...(shard === undefined ? {} : { shard }),
    };
  });
}

/** Joins the outputs of a node's actions: lists of parts where there are shards. */
export function joinOutputs(node: StudyNode, shards: Outputs[]): Outputs {
  if (node.stage.shardBy === undefined) return shards[0]!;
  return Object.fromEntries(
    Object.keys(node.stage.outputs).map((port) => [
      port,
      shards.flatMap((outputs) => outputs[port]!),
    ]),
  );
}

async function assetDigests(
  assets: Readonly<Record<string, URL>>,
  digests: FileDigests,
): Promise<Record<string, Digest>> {
  const found = await Promise.all(
    Object.entries(assets).map(async ([name, url]) =>
      [name, (await digests.of(fileURLToPath(url))).digest] as const
    ),
  );
  return Object.fromEntries(found);
}

function sandboxFields({ stage, hosts = [] }: StudyNode): SandboxFields {
  const { ffi, env } = grantsOfPackages(stage);
  return {
    mounts: [...stage.mounts ?? []].sort(),
    hosts: [...hosts].sort(),
    ...(ffi.length === 0 ? {} : { ffi }),
    ...(env.length === 0 ? {} : { env }),
  };
}

function digestsOf(inputs: Inputs): ActionFields["inputs"] {
  return Object.fromEntries(
    Object.entries(inputs).map(([port, blob]) => [
      port,
      blob === null
        ? null
        : "digest" in blob
        ? blob.digest
        : blob.map(({ digest }) => digest),
    ]),
  );
}

interface Shard {
  readonly inputs: Inputs;
  readonly shard?: { readonly index: number; readonly count: number };
}

function shardsOf(node: StudyNode, inputs: Inputs): Shard[] {
  const { shardBy } = node.stage;
  if (shardBy === undefined) return [{ inputs }];
  const lists = shardBy.map((port) => [port, inputs[port] as Blob[]] as const);
  const count = lists[0]![1].length;
  for (const [port, parts] of lists) {
    if (parts.length !== count) {
      throw new RangeError(
        `Node "${node.id}" has ${count} parts of "${
          shardBy[0]
        }" and ${parts.length} of "${port}": they must be cut alike`,
      );
    }
  }
  return Array.from({ length: count }, (_, index) => ({
    inputs: {
      ...inputs,
      ...Object.fromEntries(
        lists.map(([port, parts]) => [port, parts[index]!]),
      ),
    },
    shard: { index, count },
  }));
}
