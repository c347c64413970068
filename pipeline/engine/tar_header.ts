/** Tar's unit: headers have this size, and contents are padded to it. */
export const TAR_RECORD = 512;

/** An archive ends in two empty records. */
export const TAR_END: Uint8Array<ArrayBuffer> = new Uint8Array(2 * TAR_RECORD);

/** The longest name that fits into a header of its own, in bytes of UTF-8. */
const LONGEST_NAME = 100;

/** The first size that a header cannot tell: 8 GiB. */
const TOO_BIG = 8 ** 11;

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
} as const;

/**
 * The header of a file in a tar archive, which depends on its name and size alone:
 * mode, owner and time are the same for every file. A name that is too long for it
 * goes into an extended header before it (POSIX.1-2001, "pax").
 *
 * `data/archive/write_tar.ts` writes the same bytes; neither may know of the other,
 * and a test compares them.
 *
 * @param name A plain file name.
 * @param size Bytes of the content.
 * @throws {RangeError} If the file has 8 GiB or more.
 */
export function tarHeader(name: string, size: number): Uint8Array<ArrayBuffer> {
  if (size >= TOO_BIG) {
    throw new RangeError(
      `Cannot put "${name}" into a tar archive: it has 8 GiB or more`,
    );
  }
  const bytes = new TextEncoder().encode(name);
  if (bytes.length <= LONGEST_NAME) return record(bytes, { type: "0", size });
  const extension = pathRecord(bytes);
  const parts = [
    record(new TextEncoder().encode("pax"), {
      type: "x",
      size: extension.length,
    }),
    extension,
    new Uint8Array(tarPadding(extension.length)),
    record(bytes.subarray(0, LONGEST_NAME), { type: "0", size }),
  ];
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

/** How many empty bytes follow a content. */
export function tarPadding(size: number): number {
  return (TAR_RECORD - size % TAR_RECORD) % TAR_RECORD;
}

function record(
  name: Uint8Array,
  { type, size }: { readonly type: "0" | "x"; readonly size: number },
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(TAR_RECORD);
  const put = (at: number, text: string): void => {
    header.set(new TextEncoder().encode(text), at);
  };
  const octal = (value: number, digits: number): string =>
    `${value.toString(8).padStart(digits, "0")}\0`;
  header.set(name, FIELD.name);
  put(FIELD.mode, octal(0o644, 7));
  put(FIELD.owner, octal(0, 7));
  put(FIELD.group, octal(0, 7));
  put(FIELD.size, octal(size, 11));
  put(FIELD.time, octal(0, 11));
  put(FIELD.type, type);
  put(FIELD.magic, "ustar\x0000");
  // The sum counts its own field as spaces.
  put(FIELD.checksum, " ".repeat(8));
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(FIELD.checksum, `${octal(sum, 6)} `);
  return header;
}

/** `<length> path=<name>\n`, where the length counts its own digits. */
function pathRecord(name: Uint8Array): Uint8Array {
  const rest = " path=".length + name.length + 1;
  let length = rest;
  while (String(length).length + rest !== length) {
    length = String(length).length + rest;
  }
  const head = new TextEncoder().encode(`${length} path=`);
  return new Uint8Array([...head, ...name, 0x0a]);
}
