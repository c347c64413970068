import { quoted } from "../../onnx/quoted.ts";
import { crc32 } from "node:zlib";
import type { RandomAccess } from "../random_access.ts";
import { refusal } from "../refusal.ts";
import type { StoredEntry } from "./stored_entries.ts";

/**
 * The bytes of an entry.
 *
 * @throws {SyntaxError} If they are not those that the archive was made with.
 */
export function readEntry(
  file: RandomAccess,
  { name, start, size, crc }: StoredEntry,
): Uint8Array<ArrayBuffer> {
  const bytes = file.read(start, size);
  if (crc32(bytes) !== crc) {
    throw refusal(
      file.name,
      `entry ${
        quoted(name)
      } is not what was written (its CRC-32 differs): fetch it again`,
    );
  }
  return bytes;
}
