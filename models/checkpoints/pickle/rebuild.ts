import { STORAGES } from "./globals.ts";
import {
  isKind,
  type PickleValue,
  type Storage,
  type StoredTensor,
  type Tuple,
} from "./value.ts";

/** PyTorch allows more; networks have four at most. */
const MOST_DIMENSIONS = 8;

/** Makes the error that says what a pickle has wrong. */
export type Refuse = (what: string) => SyntaxError;

/** The storage that a persistent id names: ("storage", class, key, location, length). */
export function storageOf(id: PickleValue, refuse: Refuse): Storage {
  const items = isKind(id, "tuple") ? id.items : [];
  const [tag, global, key, location, length] = items;
  const type = isKind(global, "global") ? STORAGES.get(global.name) : undefined;
  if (
    items.length !== 5 || tag !== "storage" || type === undefined ||
    typeof key !== "string" || typeof location !== "string"
  ) {
    throw refuse("refers to something else than a storage of numbers");
  }
  if (!isCount(length)) throw refuse("has a storage without a valid length");
  return { kind: "storage", type, key, length };
}

/**
 * The tensor that PyTorch would rebuild. No function is called: its arguments are kept
 * as a description.
 *
 * @param args (storage, offset, size, stride, requires_grad, backward_hooks).
 */
export function tensorOf({ items }: Tuple, refuse: Refuse): StoredTensor {
  const [storage, offset, size, stride, requiresGrad, hooks] = items;
  if (
    items.length !== 6 || !isKind(storage, "storage") ||
    typeof requiresGrad !== "boolean" || !isKind(hooks, "dict") ||
    hooks.entries.size > 0
  ) {
    throw refuse("rebuilds a tensor from other arguments than PyTorch's");
  }
  if (!isCount(offset)) throw refuse("has a tensor without a valid offset");
  const dims = countsOf(size);
  if (dims === undefined) throw refuse("has a tensor without a valid size");
  const strides = countsOf(stride);
  if (strides?.length !== dims.length) {
    throw refuse("has a tensor without a valid stride for each dimension");
  }
  return { kind: "tensor", storage, offset, dims, strides };
}

function countsOf(value: PickleValue | undefined): number[] | undefined {
  if (!isKind(value, "tuple")) return undefined;
  const { items } = value;
  return items.length <= MOST_DIMENSIONS && items.every(isCount)
    ? [...items]
    : undefined;
}

/** Reading gives whole numbers that are exact; nothing here is counted below 0. */
function isCount(value: PickleValue | undefined): value is number {
  return typeof value === "number" && value >= 0;
}
