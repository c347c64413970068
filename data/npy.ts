/** The typed array of each element type that can be read and written. */
export interface NpyArrays<Buffer extends ArrayBufferLike = ArrayBufferLike> {
  /** Unsigned, 8 bits. */
  readonly "|u1": Uint8Array<Buffer>;
  /** Signed, 8 bits. */
  readonly "|i1": Int8Array<Buffer>;
  /** Unsigned, 16 bits. */
  readonly "<u2": Uint16Array<Buffer>;
  /** Signed, 16 bits. */
  readonly "<i2": Int16Array<Buffer>;
  /** Unsigned, 32 bits. */
  readonly "<u4": Uint32Array<Buffer>;
  /** Signed, 32 bits. */
  readonly "<i4": Int32Array<Buffer>;
  /** Floating point, 32 bits. */
  readonly "<f4": Float32Array<Buffer>;
  /** Floating point, 64 bits. */
  readonly "<f8": Float64Array<Buffer>;
}

/** An element type in NumPy's spelling: byte order, kind, bytes. */
export type NpyType = keyof NpyArrays;

/** The typed array that holds elements of a type. */
export type NpyData = NpyArrays[NpyType];

const ARRAYS = {
  "|u1": Uint8Array,
  "|i1": Int8Array,
  "<u2": Uint16Array,
  "<i2": Int16Array,
  "<u4": Uint32Array,
  "<i4": Int32Array,
  "<f4": Float32Array,
  "<f8": Float64Array,
} as const;

/** The bytes of elements of a type, in a buffer of their own, as that type's array. */
export function npyArray<Type extends NpyType>(
  type: Type,
  bytes: ArrayBuffer,
): NpyArrays<ArrayBuffer>[Type] {
  // The compiler does not relate the two tables by their key.
  const array: unknown = new ARRAYS[type](bytes);
  return array as NpyArrays<ArrayBuffer>[Type];
}

/** The bytes of an element of a type. */
export function npyElementBytes(type: NpyType): number {
  return ARRAYS[type].BYTES_PER_ELEMENT;
}

/** An array of any rank in C order. */
export interface NpyArray<Data extends NpyData = NpyData> {
  /** Extents from the slowest to the fastest axis; their product is the data's length. */
  readonly shape: readonly number[];
  /** The elements, the last axis varying fastest. */
  readonly data: Data;
}

/** The first bytes of every file in this format, up to its version. */
const MAGIC = "\x93NUMPY";

/**
 * The size of the header that is written: one for every shape, so that a writer
 * which learns the number of rows last can overwrite it.
 */
const HEADER_BYTES = 128;

/** The most bytes that precede the elements in files of format 1, as NumPy writes them. */
export const MAX_NPY_HEAD: number = 10 + 0xffff;

/** What precedes the elements of a `.npy` file. */
export interface NpyHead {
  /** The element type. */
  readonly type: NpyType;
  /** Extents from the slowest to the fastest axis. */
  readonly shape: readonly number[];
  /** Where in the file the elements start, in bytes. */
  readonly start: number;
}

/**
 * Reads an array in NumPy's `.npy` format (versions 1 and 2).
 *
 * @throws {SyntaxError} If the file is not in that format, or is cut short.
 * @throws {TypeError} If its element type or order is not supported.
 */
export async function readNpy(path: string): Promise<NpyArray> {
  const bytes = await Deno.readFile(path);
  const { type, shape, start } = readNpyHead(bytes, {
    path,
    fileBytes: bytes.length,
  });
  const kind = ARRAYS[type];
  const length = product(shape);
  // A view needs an aligned offset; other writers may pad their header less.
  const aligned = (bytes.byteOffset + start) % kind.BYTES_PER_ELEMENT === 0;
  const data = aligned
    ? new kind(bytes.buffer, bytes.byteOffset + start, length)
    : new kind(bytes.slice(start).buffer, 0, length);
  return { shape, data };
}

/**
 * Reads what precedes the elements.
 *
 * @param bytes The beginning of the file: {@link MAX_NPY_HEAD} bytes, or all of them.
 * @throws {SyntaxError} If the file is not in the format, or is cut short.
 * @throws {TypeError} If its element type or order is not supported.
 */
export function readNpyHead(
  bytes: Uint8Array,
  { path, fileBytes }: { readonly path: string; readonly fileBytes: number },
): NpyHead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
  const version = bytes[6];
  if (
    magic !== MAGIC || bytes.length < 12 || (version !== 1 && version !== 2)
  ) {
    throw new SyntaxError(
      `Cannot read "${path}": it is not a NumPy array of format 1 or 2: save it again with "numpy.save"`,
    );
  }
  const from = version === 1 ? 10 : 12;
  const start = from +
    (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  const { type, shape } = parseHeader(
    new TextDecoder().decode(bytes.subarray(from, start)),
    path,
  );
  const needed = product(shape) * ARRAYS[type].BYTES_PER_ELEMENT;
  if (fileBytes - start !== needed) {
    throw new SyntaxError(
      `Cannot read "${path}": its shape (${
        shape.join(", ")
      }) needs ${needed} bytes of data and it has ${
        fileBytes - start
      }: supply the whole file`,
    );
  }
  return { type, shape, start };
}

/**
 * Writes an array in NumPy's `.npy` format (version 1, C order).
 *
 * @throws {RangeError} If the shape does not fit the data.
 */
export async function writeNpy(path: string, array: NpyArray): Promise<void> {
  const { data, shape } = array;
  const length = product(shape);
  if (length !== data.length) {
    throw new RangeError(
      `Cannot write "${path}": the shape (${
        shape.join(", ")
      }) holds ${length} elements and the data ${data.length}`,
    );
  }
  using file = await Deno.open(path, {
    write: true,
    create: true,
    truncate: true,
  });
  await writeAll(file, npyHeader(npyType(data), shape));
  await writeAll(
    file,
    new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
}

/** The bytes that precede the data: {@link HEADER_BYTES} of them for every shape. */
export function npyHeader(type: NpyType, shape: readonly number[]): Uint8Array {
  const extents = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const text =
    `{'descr': '${type}', 'fortran_order': False, 'shape': (${extents}), }`;
  const room = HEADER_BYTES - 10;
  if (text.length >= room) {
    throw new RangeError(
      `Cannot write an array of shape (${extents}): its header exceeds ${HEADER_BYTES} bytes`,
    );
  }
  const bytes = new Uint8Array(HEADER_BYTES);
  for (let i = 0; i < MAGIC.length; i++) bytes[i] = MAGIC.charCodeAt(i);
  bytes[6] = 1;
  new DataView(bytes.buffer).setUint16(8, room, true);
  bytes.set(new TextEncoder().encode(text.padEnd(room - 1) + "\n"), 10);
  return bytes;
}

/** Writes every byte: a single `write` may take fewer than it is given. */
export async function writeAll(
  file: Deno.FsFile,
  bytes: Uint8Array,
): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    written += await file.write(bytes.subarray(written));
  }
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, extent) => size * extent, 1);
}

function npyType(data: NpyData): NpyType {
  for (const [type, kind] of Object.entries(ARRAYS)) {
    if (data instanceof kind) return type as NpyType;
  }
  throw new TypeError(`Cannot write a ${data} as a NumPy array`);
}

function parseHeader(
  text: string,
  path: string,
): { type: NpyType; shape: number[] } {
  const type = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const order = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const extents = /'shape':\s*\(([\d,\s]*)\)/.exec(text)?.[1];
  if (type === undefined || order === undefined || extents === undefined) {
    throw new SyntaxError(
      `Cannot read "${path}": its header ${
        JSON.stringify(text.trim())
      } names no type, order and shape: save it again with "numpy.save"`,
    );
  }
  if (!Object.hasOwn(ARRAYS, type) || order === "True") {
    throw new TypeError(
      `Cannot read "${path}": elements "${type}" in ${
        order === "True" ? "Fortran" : "C"
      } order are not supported: convert it to C order and one of ${
        Object.keys(ARRAYS).join(", ")
      }`,
    );
  }
  const shape = extents.split(",").filter((part) => part.trim() !== "");
  return { type: type as NpyType, shape: shape.map(Number) };
}
