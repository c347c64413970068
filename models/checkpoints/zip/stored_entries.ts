import { quoted } from "../../onnx/quoted.ts";
import type { RandomAccess } from "../random_access.ts";
import { refusal } from "../refusal.ts";
import { readEndRecord } from "./end_record.ts";
import { type ListedEntry, readDirectory } from "./read_directory.ts";

/** A file within an archive, stored as it is. */
export interface StoredEntry {
  /** The path within the archive. */
  readonly name: string;
  /** Its first byte in the archive. */
  readonly start: number;
  /** Its length in bytes. */
  readonly size: number;
  /** CRC-32 of the bytes. */
  readonly crc: number;
}

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;

/** DermX has 508 tensors, and a directory of 30 kB. */
const LARGEST_DIRECTORY = 2 ** 20;

/**
 * Lists the files of a ZIP archive from its central directory, as PyTorch writes it:
 * stored without compression, one after the other.
 *
 * @returns By name, in the directory's order.
 * @throws {SyntaxError} If the archive is damaged, compressed or encrypted, has two
 * entries of one name, or entries that share bytes.
 */
export function storedEntries(
  file: RandomAccess,
): ReadonlyMap<string, StoredEntry> {
  const record = readEndRecord(file);
  if (record.size > LARGEST_DIRECTORY) {
    throw refusal(
      file.name,
      `its directory has ${record.size} bytes, more than ${LARGEST_DIRECTORY}: it is no state dict`,
    );
  }
  const directory = file.read(record.start, record.size);
  const listed = readDirectory(directory, file.name);
  if (listed.length !== record.entries) {
    throw refusal(
      file.name,
      `its directory lists ${listed.length} entries where its end record says ${record.entries}: it is damaged`,
    );
  }
  const entries = new Map<string, StoredEntry>();
  // Each entry is after the one before, so that no two share a byte: a small archive
  // cannot be made to hold much.
  let free = 0;
  for (const { local, ...entry } of listed) {
    const wrong = (what: string): SyntaxError =>
      refusal(file.name, `entry ${quoted(entry.name)} ${what}`);
    if (entries.has(entry.name)) throw wrong("is there twice");
    if (local < free) {
      throw wrong(
        `starts at ${local}, within the entries before it, which end at ${free}: it was made to deceive`,
      );
    }
    const start = dataStart(file, {
      name: entry.name,
      local,
      end: record.start,
    });
    if (start === undefined) {
      throw wrong(`is not at ${local}, where it is said to be: it is damaged`);
    }
    free = start + entry.size;
    if (free > record.start) {
      throw wrong(
        `claims ${entry.size} bytes from ${start}, past the data's end at ${record.start}: it is damaged`,
      );
    }
    entries.set(entry.name, { ...entry, start });
  }
  return entries;
}

/**
 * The local header repeats the name and says how much padding precedes the data.
 *
 * @returns `undefined` if it is not there.
 */
function dataStart(
  file: RandomAccess,
  { name, local, end }: Pick<ListedEntry, "name" | "local"> & {
    readonly end: number;
  },
): number | undefined {
  const encoded = new TextEncoder().encode(name);
  const size = LOCAL_BYTES + encoded.length;
  if (local + size > end) return undefined;
  const header = file.read(local, size);
  const view = new DataView(header.buffer, header.byteOffset, size);
  const isThere = view.getUint32(0, true) === LOCAL &&
    view.getUint16(26, true) === encoded.length &&
    encoded.every((byte, i) => byte === header[LOCAL_BYTES + i]);
  return isThere ? local + size + view.getUint16(28, true) : undefined;
}
