/** What a state dict's pickle may build: plain data, and descriptions of tensors. */
export type PickleValue =
  | Plain
  | Tuple
  | Dict
  | Global
  | Storage
  | StoredTensor;

/** What is no object. */
export type Plain = null | boolean | number | string;

/** A Python tuple. */
export interface Tuple {
  /** Tells it apart. */
  readonly kind: "tuple";
  /** Its items. */
  readonly items: readonly PickleValue[];
}

/** A Python `dict` or `OrderedDict`, in order of insertion. */
export interface Dict {
  /** Tells it apart. */
  readonly kind: "dict";
  /** By key. */
  readonly entries: Map<string, PickleValue>;
}

/** A name that a pickle imports. Nothing is ever imported: it only stands for itself. */
export interface Global {
  /** Tells it apart. */
  readonly kind: "global";
  /** Such as `"collections.OrderedDict"`. */
  readonly name: string;
}

/** A stretch of numbers in an entry of the archive. */
export interface Storage {
  /** Tells it apart. */
  readonly kind: "storage";
  /** What the numbers are. */
  readonly type: StorageType;
  /** The entry's name below `data/`. */
  readonly key: string;
  /** How many numbers there are. */
  readonly length: number;
}

/** A view of a storage. */
export interface StoredTensor {
  /** Tells it apart. */
  readonly kind: "tensor";
  /** Where its numbers are. */
  readonly storage: Storage;
  /** The first of them. */
  readonly offset: number;
  /** The size of each dimension. */
  readonly dims: readonly number[];
  /** How many numbers apart neighbours along each dimension are. */
  readonly strides: readonly number[];
}

/** Numbers that a checkpoint may hold. */
export type StorageType = "float32" | "int64";

/** Whether a value is of a kind. */
export function isKind<Kind extends Exclude<PickleValue, Plain>["kind"]>(
  value: PickleValue | undefined,
  kind: Kind,
): value is Extract<PickleValue, { readonly kind: Kind }> {
  return typeof value === "object" && value !== null && value.kind === kind;
}
