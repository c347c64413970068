import { quoted } from "../onnx/quoted.ts";
import type { Tensor } from "../onnx/tensor.ts";
import { unpickle } from "./pickle/unpickle.ts";
import { isKind, type StorageType } from "./pickle/value.ts";
import { ITEM_BYTES, type PlacedTensor, placeTensor } from "./place_tensor.ts";
import type { RandomAccess } from "./random_access.ts";
import { rowMajor } from "./row_major.ts";
import { TorchArchive } from "./torch_archive.ts";

/** A tensor of a checkpoint, its numbers not yet read. */
export interface CheckpointEntry {
  /** What its numbers are. */
  readonly type: StorageType;
  /** The size of each dimension; empty for a scalar. */
  readonly dims: readonly number[];
}

/** Weights that layers share are in a state dict twice; those of an LSTM share a storage. */
const MOST_SHARED = 64;

/**
 * A state dict that `torch.save` of PyTorch 1.6 or later wrote: a ZIP archive with a
 * pickle that describes the tensors, and their numbers beside it. The pickle is read,
 * never executed; numbers are read a tensor at a time.
 *
 * ```ts ignore
 * using file = FileAccess.open("dermx_f0.pt");
 * const checkpoint = Checkpoint.open(file);
 * const stem = checkpoint.read("backbone.conv_stem.weight");
 * ```
 */
export class Checkpoint {
  /** What it holds, by name, in the order in which it was saved. */
  readonly entries: ReadonlyMap<string, CheckpointEntry>;
  readonly #name: string;
  readonly #archive: TorchArchive;
  readonly #tensors: ReadonlyMap<string, PlacedTensor>;

  private constructor(file: RandomAccess) {
    this.#name = file.name;
    this.#archive = new TorchArchive(file);
    this.#tensors = this.#placeTensors(file);
    this.entries = new Map(
      [...this.#tensors].map(([name, { type, dims }]) => [
        name,
        { type, dims },
      ]),
    );
  }

  /**
   * Opens a checkpoint; the file must stay open as long as tensors are read.
   *
   * @throws {SyntaxError} If it is anything else than a state dict in PyTorch's ZIP
   * format, is damaged, or asks for anything to be executed.
   */
  static open(file: RandomAccess): Checkpoint {
    return new Checkpoint(file);
  }

  /**
   * The folder within the archive: the file's stem when it was saved, which may tell
   * what it was called before it was renamed.
   */
  get savedAs(): string {
    return this.#archive.folder;
  }

  /**
   * Reads a tensor, in row-major order whatever its strides.
   *
   * @throws {RangeError} If there is none of the name.
   * @throws {SyntaxError} If its numbers are damaged.
   */
  read(name: string): Tensor {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) {
      throw new RangeError(
        `Cannot read ${quoted(name)}: the checkpoint ${
          quoted(this.#name)
        } has no tensor of this name: see its "entries"`,
      );
    }
    const { type, dims, entry } = tensor;
    const { buffer, byteOffset, byteLength } = this.#archive.read(entry);
    const length = byteLength / ITEM_BYTES[type];
    return type === "float32"
      ? {
        type,
        dims,
        data: rowMajor(new Float32Array(buffer, byteOffset, length), tensor),
      }
      : {
        type,
        dims,
        data: rowMajor(new BigInt64Array(buffer, byteOffset, length), tensor),
      };
  }

  /** Describes the tensors; their numbers stay in the file. */
  #placeTensors(file: RandomAccess): Map<string, PlacedTensor> {
    const archive = this.#archive;
    const pickle = archive.pickle();
    const value = unpickle(pickle, file.name);
    if (!isKind(value, "dict")) {
      throw archive.refusal(
        "it holds no dict of tensors: save a state_dict()",
      );
    }
    const tensors = new Map<string, PlacedTensor>();
    let bytes = 0;
    for (const [name, tensor] of value.entries) {
      if (!isKind(tensor, "tensor")) {
        throw archive.refusal(
          `${quoted(name)} is no tensor: save the state_dict() alone`,
        );
      }
      const placed = placeTensor(name, { tensor, archive });
      bytes += placed.entry.size;
      tensors.set(name, placed);
    }
    if (bytes > MOST_SHARED * file.size) {
      throw archive.refusal(
        `its tensors share storages, and to read them all takes ${bytes} bytes, more than ${MOST_SHARED} times the file: save each as a clone() of its own`,
      );
    }
    return tensors;
  }
}
