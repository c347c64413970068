import { createHash } from "node:crypto";
import { gitBlobId, GitTree } from "../../../data/archive/git_tree.ts";
import type { ArchiveStream } from "../../../data/archive/read_tar.ts";
import type { StageIO } from "../../engine/stage.ts";
import { notPinned } from "../fetch/not_pinned.ts";
import { WEIGHTS_EXTENSION, type WeightsParams } from "../weights.ts";
import { BlobWriter } from "./blob_writer.ts";
import { lfsPointer } from "./lfs_pointer.ts";
import { pointerRefused } from "./pointer_refused.ts";
import { surplusFiles } from "./surplus_files.ts";

/** A file that has come. */
interface Collected {
  readonly name: string;
  readonly executable: boolean;
  /** Its git id. */
  readonly id: string;
  /** Of a file that holds weights. */
  readonly weights?: {
    /** Where it was set aside. */
    readonly path: string;
    /** The git id that its pointer has where Git LFS keeps it. */
    readonly pointerId: string;
  };
}

/** How a folder may have been pinned, or have come. */
interface Form {
  /** Whether the files have kept their executable bits: not every file system does. */
  readonly modes: boolean;
  /** Whether git has the weights themselves, and not pointers of Git LFS. */
  readonly whole: boolean;
}

/** As the files are, and in three other ways. */
const FORMS: readonly Form[] = [
  { modes: true, whole: true },
  { modes: false, whole: true },
  { modes: true, whole: false },
  { modes: false, whole: false },
];

/**
 * Sets aside the files of a folder as they come, so that none is handed on before all
 * of them are verified.
 */
export class CollectedFiles {
  readonly #io: StageIO<WeightsParams>;
  readonly #files: Collected[] = [];

  /** Takes the stage's world, of which it uses the scratch folder. */
  constructor(io: StageIO<WeightsParams>) {
    this.#io = io;
  }

  /** How many files have come, with those that hold no weights. */
  get count(): number {
    return this.#files.length;
  }

  /**
   * Takes up a file of the folder.
   *
   * @throws {UnavailableError} If it is a pointer of Git LFS in the place of weights.
   */
  async add({ name, executable, size, chunks }: ArchiveStream): Promise<void> {
    const isWeights = name.endsWith(WEIGHTS_EXTENSION);
    const path = this.#io.scratch(`weights-${this.count}`);
    const sha256 = createHash("sha256");
    using writer = new BlobWriter({ name, size, ...(isWeights && { path }) });
    for await (const bytes of chunks) {
      writer.write(bytes);
      if (isWeights) sha256.update(bytes);
    }
    const file = { name, executable, id: writer.id() };
    if (!isWeights) return void this.#files.push(file);
    if (writer.isPointer) {
      const place = "in the mirror folder";
      throw pointerRefused(this.#io.params, { name, place });
    }
    const pointer = lfsPointer({ sha256: sha256.digest("hex"), size });
    const weights = { path, pointerId: gitBlobId(pointer) };
    this.#files.push({ ...file, weights });
  }

  /**
   * Compares what came with the pin: the id of the folder, of which git may have the
   * weights themselves or pointers of Git LFS, which tell their SHA-256.
   *
   * @param place Where it came from, such as `in archive "a.tar.gz"`.
   * @returns Where each file that holds weights is, by its path in the folder.
   * @throws {Error} If it is not the pinned folder.
   */
  verified(place: string): Map<string, string> {
    const { tree } = this.#io.params;
    const isPinned = (files: readonly Collected[]): boolean =>
      FORMS.some((form) => treeId(files, form) === tree.id);
    if (!isPinned(this.#files)) {
      const surplus = surplusFiles(this.#files, isPinned)
        .map(({ name }) => `"${name}"`);
      throw surplus.length > 0
        ? new Error(
          `The folder "${tree.path}" ${place} is the pinned one but for ${
            surplus.join(", ")
          }: remove what is not of the release`,
        )
        : notPinned({ ...tree, kind: "tree" }, {
          id: treeId(this.#files, FORMS[0]!),
          place: `${place}, with ${this.count} files,`,
        });
    }
    return new Map(
      this.#files.flatMap(({ name, weights }) =>
        weights === undefined ? [] : [[name, weights.path]]
      ),
    );
  }
}

function treeId(
  files: readonly Collected[],
  { modes, whole }: Form,
): string {
  const tree = new GitTree();
  for (const { name, executable, id, weights } of files) {
    tree.add(name, {
      id: whole || weights === undefined ? id : weights.pointerId,
      executable: modes && executable,
    });
  }
  return tree.id();
}
