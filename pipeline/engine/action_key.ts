import { canonicalJson } from "./canonical_json.ts";
import { type Digest, digestOf } from "./digest.ts";
import type { Json } from "./json.ts";

/**
 * The version of {@link ActionFields}. Raising it makes every stored result
 * unreachable, so a raise is announced in the change log.
 */
export const KEY_FORMAT = 1;

/**
 * Everything that can change an action's result, and nothing else: no path, time,
 * host, user, environment, concurrency or run. Kept beside the result, so that
 * the question "why did it run?" is a comparison of two such objects.
 */
export interface ActionFields {
  /** {@link KEY_FORMAT}. */
  readonly v: number;
  /** The author may force a rerun by raising the revision. */
  readonly stage: { readonly id: string; readonly revision: number };
  /** The minified bundle that is executed: helpers and npm code are in, comments are not. */
  readonly code: Digest;
  /** Files that the bundle loads from beside itself: the bundler does not see them. */
  readonly assets: Readonly<Record<string, Digest>>;
  /** By name, because the values alone would not tell `a=1, b=2` from `a=2, b=1`. */
  readonly params: Json;
  /**
   * The content of each input by port, so that roles are kept: one digest, one a
   * part for a partitioned port, or `null` for an optional input that is absent.
   */
  readonly inputs: Readonly<Record<string, Digest | readonly Digest[] | null>>;
  /**
   * What is collected, by port: another choice of files is another result. The
   * folder of a partitioned port ends in a slash.
   */
  readonly outputs: Readonly<Record<string, string>>;
  /** V8 decides the last digit of `Math` functions. */
  readonly runtime: { readonly deno: string; readonly target: string };
  /** npm packages that are no part of the bundle, by the name that it imports. */
  readonly packages?: Readonly<Record<string, PackagePin>>;
  /** The numeric device, for stages whose result depends on it. */
  readonly device?: Json;
  /** An action that may touch more is another action. By port and host, never by path. */
  readonly sandbox: SandboxFields;
}

/** What tells one release of an npm package from another. */
export interface PackagePin {
  /** Such as `"1.3.1"`. */
  readonly version: string;
  /** The digest of the package's archive, as `deno.lock` has it. */
  readonly integrity: string;
}

/** What an action may touch beside its inputs and outputs. */
export interface SandboxFields {
  /** Names of the host's folders that it may read. */
  readonly mounts: readonly string[];
  /** Hosts that it may reach. */
  readonly hosts: readonly string[];
  /** Native libraries of its packages that it may load: their code escapes the sandbox. */
  readonly ffi?: readonly string[];
  /** Variables of the environment that it may ask for; none of them is set. */
  readonly env?: readonly string[];
}

/** The identity of an action: the SHA-256 of its fields in canonical form. */
export function actionKey(fields: ActionFields): Digest {
  return digestOf(`dermx-action\n${canonicalJson(fields as unknown as Json)}`);
}
