import { quoted } from "../onnx/quoted.ts";
import { sizeOf } from "../onnx/tensor.ts";
import type { StorageType, StoredTensor } from "./pickle/value.ts";
import type { View } from "./row_major.ts";
import type { TorchArchive } from "./torch_archive.ts";
import type { StoredEntry } from "./zip/stored_entries.ts";

/** A tensor whose numbers were found. */
export interface PlacedTensor extends View {
  /** What the numbers are. */
  readonly type: StorageType;
  /** The file of its storage. */
  readonly entry: StoredEntry;
}

/** The size of a number in a storage. */
export const ITEM_BYTES: Readonly<Record<StorageType, number>> = {
  float32: 4,
  int64: 8,
};

/** The largest storage of ResNet-50 has 9 MB. */
const LARGEST_STORAGE = 2 ** 30;

/**
 * Finds the numbers of a tensor, so that reading it fails only where bytes are damaged.
 *
 * @param name What the state dict calls it.
 * @throws {SyntaxError} If its storage is not in the archive, has another length than
 * the tensor says or more than 1 GiB, or does not have all the numbers that are asked of it.
 */
export function placeTensor(
  name: string,
  { tensor, archive }: {
    readonly tensor: StoredTensor;
    readonly archive: TorchArchive;
  },
): PlacedTensor {
  const { storage, offset, dims, strides } = tensor;
  const wrong = (what: string): SyntaxError =>
    archive.refusal(`${quoted(name)} ${what}: it is damaged`);
  const entry = archive.find(`data/${storage.key}`);
  if (entry === undefined) {
    throw wrong(`has no entry ${quoted(`data/${storage.key}`)}`);
  }
  const bytes = storage.length * ITEM_BYTES[storage.type];
  if (entry.size !== bytes) {
    throw wrong(
      `has a storage of ${storage.length} ${storage.type}, ${bytes} bytes, and entry ${
        quoted(entry.name)
      } has ${entry.size}`,
    );
  }
  if (bytes > LARGEST_STORAGE) {
    throw archive.refusal(
      `${
        quoted(name)
      } has a storage of ${bytes} bytes, more than ${LARGEST_STORAGE}: save smaller tensors, each a clone() of its own`,
    );
  }
  const size = sizeOf(dims);
  // A stride of 0 would make any number of numbers out of one.
  if (!(size <= storage.length)) {
    throw wrong(`has ${size} numbers in a storage of ${storage.length}`);
  }
  const last = dims.reduce((sum, dim, i) => sum + (dim - 1) * strides[i]!, 0);
  if (size > 0 && !(offset + last < storage.length)) {
    throw wrong(
      `reaches to number ${offset + last} of a storage of ${storage.length}`,
    );
  }
  return { type: storage.type, entry, offset, dims, strides };
}
