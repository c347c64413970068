/** Opcodes of Python's pickle by hand, so that a test can write what Python would not. */
type Bytes = readonly number[];

const encoder = new TextEncoder();

/** Parts of a pickle, one after the other. */
export function pickle(...parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([0x80, 2, ...parts.flat(), 0x2e]);
}

/** Opcodes without arguments, and others by their arguments. */
export const op = {
  mark: [0x28],
  none: [0x4e],
  true: [0x88],
  false: [0x89],
  emptyTuple: [0x29],
  tuple1: [0x85],
  tuple2: [0x86],
  tuple3: [0x87],
  tuple: [0x74],
  emptyDict: [0x7d],
  setItem: [0x73],
  setItems: [0x75],
  persistent: [0x51],
  reduce: [0x52],
  build: [0x62],
  text: (text: string): Bytes => {
    const bytes = encoder.encode(text);
    return [0x58, ...uint32(bytes.length), ...bytes];
  },
  /** As Python writes it: in as few bytes as it takes. */
  int: (value: number): Bytes => {
    if (value >= 0 && value < 2 ** 8) return [0x4b, value];
    if (value >= 0 && value < 2 ** 16) return [0x4d, value & 255, value >> 8];
    if (value === (value | 0)) return [0x4a, ...uint32(value)];
    return op.long(BigInt(value), 8);
  },
  long: (value: bigint, size: number): Bytes => [
    0x8a,
    size,
    ...Array.from(
      { length: size },
      (_, i) => Number(value >> BigInt(8 * i) & 255n),
    ),
  ],
  global: (module: string, name: string): Bytes => [
    0x63,
    ...encoder.encode(`${module}\n${name}\n`),
  ],
  put: (index: number): Bytes =>
    index < 256 ? [0x71, index] : [0x72, ...uint32(index)],
  get: (index: number): Bytes =>
    index < 256 ? [0x68, index] : [0x6a, ...uint32(index)],
} as const;

/** The four bytes of a number, least first. */
export function uint32(value: number): Bytes {
  return [0, 8, 16, 24].map((shift) => value >>> shift & 255);
}

/** How a test describes a tensor; what is not said is as PyTorch writes it. */
export interface TensorOps {
  /** The class of its storage. */
  readonly storage?: string;
  /** The storage's entry. */
  readonly key?: string;
  /** Where it was. */
  readonly location?: string;
  /** Numbers in the storage. */
  readonly length?: number;
  /** The first number. */
  readonly offset?: number;
  /** The dimensions. */
  readonly size?: readonly number[];
  /** Their strides. */
  readonly stride?: readonly number[];
}

/** A tensor: by default the four floats of the entry "0". */
export function tensorOps(
  {
    storage = "FloatStorage",
    key = "0",
    location = "cpu",
    length = 4,
    offset = 0,
    size = [4],
    stride = size.map((_, i) => size.slice(i + 1).reduce((a, b) => a * b, 1)),
  }: TensorOps = {},
): Bytes {
  return [
    ...op.global("torch._utils", "_rebuild_tensor_v2"),
    ...op.mark,
    ...[...op.mark, ...op.text("storage"), ...op.global("torch", storage)],
    ...[...op.text(key), ...op.text(location), ...op.int(length), ...op.tuple],
    ...op.persistent,
    ...op.int(offset),
    ...[...op.mark, ...size.flatMap(op.int), ...op.tuple],
    ...[...op.mark, ...stride.flatMap(op.int), ...op.tuple],
    ...op.false,
    ...[...orderedDict, ...op.tuple],
    ...op.reduce,
  ];
}

/** An empty `OrderedDict`. */
export const orderedDict: Bytes = [
  ...op.global("collections", "OrderedDict"),
  ...op.emptyTuple,
  ...op.reduce,
];

/** A dict of values that are opcodes. */
export function dictOps(
  entries: Readonly<Record<string, Bytes>>,
  start: Bytes = orderedDict,
): Bytes {
  return [
    ...start,
    ...op.mark,
    ...Object.entries(entries).flatMap((
      [key, value],
    ) => [...op.text(key), ...value]),
    ...op.setItems,
  ];
}
