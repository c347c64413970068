import { createHash } from "node:crypto";
import { isNotFound } from "./files.ts";
import { Limiter } from "./limiter.ts";

/** A SHA-256 in lower-case hexadecimal: 64 characters. */
export type Digest = string & { readonly __brand: "sha256" };

const PATTERN = /^[0-9a-f]{64}$/;

/** Whether a text has the form of a {@link Digest}. */
export function isDigest(text: string): text is Digest {
  return PATTERN.test(text);
}

/** The SHA-256 of bytes, or of a text's UTF-8 form. */
export function digestOf(content: Uint8Array | string): Digest {
  return createHash("sha256").update(content).digest("hex") as Digest;
}

/**
 * The SHA-256 of a source file, or `undefined` if it is not there. There are hundreds of
 * them: waiting for each would take longer.
 */
export function digestIfThere(path: string): Digest | undefined {
  try {
    return digestOf(Deno.readFileSync(path));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** What {@link digestFile} finds. */
export interface FileDigest {
  /** Of the whole content. */
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

const BLOCK = 1 << 20;

/** A run may want thousands of files hashed at once; each takes blocks and a handle. */
const HASHING = new Limiter(8);

/**
 * Reads a file once, in blocks, and hashes it.
 *
 * @param path The file.
 * @returns The SHA-256 and the number of bytes that went into it.
 */
export function digestFile(path: string): Promise<FileDigest> {
  return HASHING.run(() => read(path));
}

async function read(path: string): Promise<FileDigest> {
  const hash = createHash("sha256");
  using file = await Deno.open(path);
  const { size: expected } = await file.stat();
  const newBlock = (): Uint8Array<ArrayBuffer> =>
    new Uint8Array(Math.min(Math.max(expected, 1), BLOCK));
  let [block, next] = [newBlock(), newBlock()];
  let size = 0;
  let reading = file.read(block);
  for (;;) {
    const n = await reading;
    if (n === null) break;
    // One block is read while the one before is hashed.
    reading = file.read(next);
    hash.update(block.subarray(0, n));
    size += n;
    [block, next] = [next, block];
  }
  return { digest: hash.digest("hex") as Digest, size };
}
