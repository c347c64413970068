import { BlockWriter } from "../block_writer.ts";

/** A file to be packed by {@link writeTar}. */
export interface TarFile {
  /** The path inside the archive. */
  readonly name: string;
  /** Its content. */
  readonly bytes: Uint8Array;
}

/** Tar's unit: headers have this size, and contents are padded to it. */
const RECORD = 512;

const EMPTY = new Uint8Array(RECORD);

const ENCODER = new TextEncoder();

/** Where the fields of a header start (POSIX.1-1988, "ustar"). */
const FIELD = {
  name: 0,
  mode: 100,
  owner: 108,
  group: 116,
  size: 124,
  time: 136,
  checksum: 148,
  type: 156,
  magic: 257,
  prefix: 345,
} as const;

/**
 * Writes an uncompressed tar archive whose bytes depend on names and contents
 * alone: modes, owners and times are the same for every file. They are written
 * here, and not by a library, because an archive's digest is an artifact's
 * identity, which no update of a package may change.
 *
 * @param path Where to write it; nothing may be there.
 * @param files The files, in the archive's order; one is held in memory at a time.
 * @throws {RangeError} If a name is too long for the format.
 */
export function writeTar(path: string, files: Iterable<TarFile>): void {
  using file = Deno.openSync(path, { write: true, createNew: true });
  const output = new BlockWriter(file);
  for (const { name, bytes } of files) {
    output.write(headerOf(name, bytes.length));
    output.write(bytes);
    const over = bytes.length % RECORD;
    if (over > 0) output.write(EMPTY.subarray(over));
  }
  // An archive ends in two empty records.
  output.write(EMPTY);
  output.write(EMPTY);
  output.flush();
}

function headerOf(name: string, size: number): Uint8Array {
  const header = new Uint8Array(RECORD);
  const put = (at: number, text: string | Uint8Array): void => {
    header.set(typeof text === "string" ? ENCODER.encode(text) : text, at);
  };
  const octal = (value: number, digits: number): string =>
    `${value.toString(8).padStart(digits, "0")}\0`;
  const [prefix, rest] = splitName(name);
  put(FIELD.name, rest);
  put(FIELD.mode, octal(0o644, 7));
  put(FIELD.owner, octal(0, 7));
  put(FIELD.group, octal(0, 7));
  put(FIELD.size, octal(size, 11));
  put(FIELD.time, octal(0, 11));
  put(FIELD.type, "0");
  put(FIELD.magic, "ustar\x0000");
  put(FIELD.prefix, prefix);
  // The sum counts its own field as spaces.
  put(FIELD.checksum, " ".repeat(8));
  let sum = 0;
  for (let i = 0; i < RECORD; i++) sum += header[i]!;
  put(FIELD.checksum, `${octal(sum, 6)} `);
  return header;
}

/** Cuts a name at a slash into at most 155 and 100 bytes, as the format wants it. */
function splitName(name: string): readonly [Uint8Array, Uint8Array] {
  const bytes = ENCODER.encode(name);
  if (bytes.length <= 100) return [new Uint8Array(), bytes];
  const slash = bytes.indexOf(0x2f, bytes.length - 101);
  if (slash < 1 || slash > 155) {
    throw new RangeError(
      `Cannot put "${name}" into a tar archive: its name is too long`,
    );
  }
  return [bytes.subarray(0, slash), bytes.subarray(slash + 1)];
}
