import { quoted } from "../../onnx/quoted.ts";
import { refusal } from "../refusal.ts";

/** A file as an archive's directory lists it. */
export interface ListedEntry {
  /** The path within the archive. */
  readonly name: string;
  /** Its length in bytes. */
  readonly size: number;
  /** CRC-32 of its bytes. */
  readonly crc: number;
  /** Where its local header is. */
  readonly local: number;
}

const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const WIDE_FIELD = 0x0001;
const UNSET = 0xffffffff;
const ENCRYPTED = 1;

/** A part of a path that leads elsewhere, or is empty; or a letter no path should have. */
const ODD_PATH = /(^|\/)\.{0,2}(\/|$)|[\\\p{Cc}]/u;

/**
 * Reads the central directory of a ZIP archive (PKWARE's APPNOTE 4.3.12).
 *
 * @param bytes The directory.
 * @param file What messages call the archive.
 * @throws {SyntaxError} If it is damaged, or lists a file that is compressed or
 * encrypted, or whose name could mean a place outside.
 */
export function readDirectory(bytes: Uint8Array, file: string): ListedEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const entries: ListedEntry[] = [];
  for (let at = 0; at < bytes.length;) {
    const parts = partsAt(view, at);
    if (parts === undefined) {
      throw refusal(
        file,
        `its directory is broken at byte ${at}: it is damaged`,
      );
    }
    let name: string;
    try {
      name = decoder.decode(bytes.subarray(parts.name, parts.extra));
    } catch {
      throw refusal(file, "its directory has a name that is not UTF-8");
    }
    const wrong = (what: string): SyntaxError =>
      refusal(file, `entry ${quoted(name)} ${what}`);
    if (ODD_PATH.test(name)) {
      throw wrong("could mean a place outside: it was made to deceive");
    }
    if (view.getUint16(at + 8, true) & ENCRYPTED) throw wrong("is encrypted");
    const [size, stored, local] = placesAt(view, parts);
    if (size === undefined || stored === undefined || local === undefined) {
      throw wrong("lacks the ZIP64 fields that it refers to: it is damaged");
    }
    const method = view.getUint16(at + 10, true);
    if (method !== 0 || stored !== size) {
      throw wrong(
        `is compressed (method ${method}, ${stored} bytes for ${size}), and PyTorch stores data as they are: save it again with torch.save`,
      );
    }
    entries.push({ name, size, crc: view.getUint32(at + 16, true), local });
    at = parts.end;
  }
  return entries;
}

/** Where the parts of a directory's entry start. */
interface Parts {
  readonly header: number;
  readonly name: number;
  readonly extra: number;
  readonly comment: number;
  readonly end: number;
}

/** @returns `undefined` if no whole entry is there. */
function partsAt(view: DataView, header: number): Parts | undefined {
  const name = header + ENTRY_BYTES;
  if (name > view.byteLength || view.getUint32(header, true) !== ENTRY) {
    return undefined;
  }
  const extra = name + view.getUint16(header + 28, true);
  const comment = extra + view.getUint16(header + 30, true);
  const end = comment + view.getUint16(header + 32, true);
  if (end > view.byteLength) return undefined;
  return { header, name, extra, comment, end };
}

/** Size, stored size and place: those that do not fit 32 bits are in the ZIP64 field. */
function placesAt(view: DataView, parts: Parts): (number | undefined)[] {
  let { from, to } = wideField(view, parts);
  // In the order in which the ZIP64 field has them.
  return [24, 20, 42].map((offset) => {
    const value = view.getUint32(parts.header + offset, true);
    if (value !== UNSET) return value;
    from += 8;
    return from > to ? undefined : Number(view.getBigUint64(from - 8, true));
  });
}

/** The ZIP64 field among an entry's extra fields; nothing if there is none. */
function wideField(
  view: DataView,
  { extra, comment }: Parts,
): { from: number; to: number } {
  for (let from = extra + 4; from <= comment;) {
    const to = from + view.getUint16(from - 2, true);
    if (to > comment) break;
    if (view.getUint16(from - 4, true) === WIDE_FIELD) return { from, to };
    from = to + 4;
  }
  return { from: 0, to: 0 };
}
