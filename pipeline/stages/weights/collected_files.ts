import { GitTree } from "../../../data/archive/git_tree.ts";
import type { ArchiveStream } from "../../../data/archive/read_tar.ts";
import type { StageIO } from "../../engine/stage.ts";
import { notPinned } from "../fetch/not_pinned.ts";
import { WEIGHTS_EXTENSION, type WeightsParams } from "../weights.ts";
import { BlobWriter } from "./blob_writer.ts";
import { pointerRefused } from "./pointer_refused.ts";

/**
 * Sets aside the files of a folder as they come, so that none is handed on before all
 * of them are verified.
 */
export class CollectedFiles {
  readonly #io: StageIO<WeightsParams>;
  readonly #tree = new GitTree();
  /** As it would be on a file system that keeps no executable bits. */
  readonly #plainTree = new GitTree();
  readonly #paths = new Map<string, string>();
  #count = 0;

  /** Takes the stage's world, of which it uses the scratch folder. */
  constructor(io: StageIO<WeightsParams>) {
    this.#io = io;
  }

  /** How many files have come, with those that hold no weights. */
  get count(): number {
    return this.#count;
  }

  /**
   * Takes up a file of the folder.
   *
   * @throws {UnavailableError} If it is a pointer of Git LFS.
   */
  async add(
    { name, executable, size, chunks }: ArchiveStream,
  ): Promise<void> {
    const isWeights = name.endsWith(WEIGHTS_EXTENSION);
    const path = this.#io.scratch(`weights-${this.#count++}`);
    using writer = new BlobWriter({ name, size, ...(isWeights && { path }) });
    for await (const bytes of chunks) writer.write(bytes);
    if (writer.isPointer) throw pointerRefused(this.#io.params, name);
    const id = writer.id();
    this.#tree.add(name, { id, executable });
    this.#plainTree.add(name, { id, executable: false });
    if (isWeights) this.#paths.set(name, path);
  }

  /**
   * Compares what came with the pin.
   *
   * @param place Where it came from, such as `in archive "a.tar.gz"`.
   * @returns Where each file that holds weights is, by its path in the folder.
   * @throws {Error} If it is not the pinned folder.
   */
  verified(place: string): Map<string, string> {
    const { tree: pin } = this.#io.params;
    const id = this.#tree.id();
    if (id !== pin.id && this.#plainTree.id() !== pin.id) {
      throw notPinned({ ...pin, kind: "tree" }, {
        id,
        place: `${place}, with ${this.#count} files,`,
      });
    }
    return this.#paths;
  }
}
