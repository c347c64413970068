import { createHash } from "node:crypto";

/** The SHA-256 of an array's bytes, in hexadecimal. */
export function digest(array: ArrayBufferView): string {
  const { buffer, byteOffset, byteLength } = array;
  return createHash("sha256")
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest("hex");
}
