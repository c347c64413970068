import type { RandomAccess } from "../random_access.ts";
import { refusal } from "../refusal.ts";

/** Where an archive's central directory is. */
export interface EndRecord {
  /** Entries that it lists. */
  readonly entries: number;
  /** Its first byte. */
  readonly start: number;
  /** Its length in bytes. */
  readonly size: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64 = 0x06064b50;
const END64_BYTES = 56;
/** The ZIP64 end record and its locator, which precede the end record. */
const WIDE_BYTES = END64_BYTES + LOCATOR_BYTES;

/** What a field of the end record says that only the ZIP64 record tells. */
const UNSET: Readonly<EndRecord> = {
  entries: 0xffff,
  start: 0xffffffff,
  size: 0xffffffff,
};

/**
 * Finds the central directory of a ZIP archive from its last bytes (PKWARE's APPNOTE
 * 4.3.14 to 4.3.16). PyTorch writes the ZIP64 records beside the others, whatever the
 * size; they must agree. It never writes a comment, so none is allowed: what looks
 * like an end record within a comment is how two readers come to see two archives.
 *
 * @throws {SyntaxError} If the end is missing or contradicts itself.
 */
export function readEndRecord(file: RandomAccess): EndRecord {
  const size = Math.min(file.size, WIDE_BYTES + END_BYTES);
  const tail = file.read(file.size - size, size);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const at = size - END_BYTES;
  if (
    at < 0 || view.getUint32(at, true) !== END ||
    view.getUint16(at + 20, true) !== 0
  ) {
    throw refusal(
      file.name,
      "it does not end with an end record without comment, so it was cut short or added to: fetch it again",
    );
  }
  const plain: EndRecord = {
    entries: view.getUint16(at + 10, true),
    size: view.getUint32(at + 12, true),
    start: view.getUint32(at + 16, true),
  };
  const isWide = at === WIDE_BYTES &&
    view.getUint32(END64_BYTES, true) === LOCATOR;
  const record = isWide ? readEnd64(view, file) : plain;
  for (const field of ["entries", "size", "start"] as const) {
    if (plain[field] !== UNSET[field] && plain[field] !== record[field]) {
      throw refusal(
        file.name,
        `its end records contradict each other: ${field} is ${
          plain[field]
        } in one and ${
          record[field]
        } in the other: it was not written by PyTorch`,
      );
    }
  }
  const end = file.size - END_BYTES - (isWide ? WIDE_BYTES : 0);
  if (record.start + record.size !== end) {
    throw refusal(
      file.name,
      `its directory (${record.size} bytes from ${record.start}) does not end where its end record begins, at ${end}: it is damaged`,
    );
  }
  return record;
}

/** @param view The archive's end, from where the ZIP64 record must be. */
function readEnd64(view: DataView, file: RandomAccess): EndRecord {
  const position = BigInt(file.size - END_BYTES - WIDE_BYTES);
  const claimed = view.getBigUint64(END64_BYTES + 8, true);
  if (claimed !== position || view.getUint32(0, true) !== END64) {
    throw refusal(
      file.name,
      `its ZIP64 locator points at ${claimed}, and the one place where PyTorch has that record is ${position}: it is damaged`,
    );
  }
  return {
    entries: Number(view.getBigUint64(32, true)),
    size: Number(view.getBigUint64(40, true)),
    start: Number(view.getBigUint64(48, true)),
  };
}
