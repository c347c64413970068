import { canonicalJson } from "./canonical_json.ts";
import { type Digest, digestOf, isDigest } from "./digest.ts";
import type { Json, JsonObject } from "./json.ts";

/** A blob of the store. */
export interface Blob {
  /** The content's SHA-256: its name in the store. */
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

/** The outputs of an action by port: a blob, or one a part. */
export type Outputs = Readonly<Record<string, Blob | readonly Blob[]>>;

/** What is stored under an action's key. */
export interface ActionResult {
  /** By port. */
  readonly outputs: Outputs;
  /** How the result came about; no part of what makes two results equal. */
  readonly made: {
    /** The run that executed the action. */
    readonly run: string;
    /** ISO 8601, UTC. */
    readonly startedAt: string;
    readonly seconds: number;
    /**
     * The peak resident memory that the process itself reports: an upper bound, as
     * the kernel counts from the peak of the process that started it.
     */
    readonly maxRssKiB: number;
  };
  /** What the stage wrote to its log. */
  readonly log: readonly string[];
}

/** The version of the stored form of {@link ActionResult}. */
const RESULT_FORMAT = 1;

/** Every blob of an action's outputs. */
export function blobsOf(outputs: Outputs): Blob[] {
  return Object.values(outputs).flat();
}

/** Whether two actions came out the same, byte for byte. */
export function sameOutputs(a: Outputs, b: Outputs): boolean {
  return canonicalJson(a as unknown as Json) ===
    canonicalJson(b as unknown as Json);
}

/**
 * Writes an action's result in the form in which it is stored: with a digest of
 * itself and of the action's key, so that an entry that is edited, half-written
 * or another action's is recognised.
 */
export function encodeResult(key: Digest, result: ActionResult): string {
  const body = canonicalJson(result as unknown as Json);
  const digest = sealOf(key, body);
  return `{"v":${RESULT_FORMAT},"digest":"${digest}","body":${body}}\n`;
}

/**
 * Reads what {@link encodeResult} wrote.
 *
 * @returns The result, or `undefined` if the text is not what was written for
 * this key.
 * @throws {RangeError} If a newer version of this program wrote it.
 */
export function decodeResult(
  key: Digest,
  text: string,
): ActionResult | undefined {
  let stored: JsonObject;
  try {
    stored = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof stored?.v === "number" && stored.v > RESULT_FORMAT) {
    throw new RangeError(
      `Cannot read a result of format ${stored.v}, this version knows ${RESULT_FORMAT}: update the program or choose another store with --store`,
    );
  }
  if (stored?.v !== RESULT_FORMAT || stored.body === undefined) {
    return undefined;
  }
  if (sealOf(key, canonicalJson(stored.body)) !== stored.digest) {
    return undefined;
  }
  const result = stored.body as unknown as ActionResult;
  return blobsOf(result.outputs).every(({ digest }) => isDigest(digest))
    ? result
    : undefined;
}

function sealOf(key: Digest, body: string): Digest {
  return digestOf(`${key}\n${body}`);
}
