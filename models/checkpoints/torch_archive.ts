import type { RandomAccess } from "./random_access.ts";
import { refusal } from "./refusal.ts";
import { readEntry } from "./zip/read_entry.ts";
import { storedEntries, type StoredEntry } from "./zip/stored_entries.ts";

const PICKLE = "data.pkl";

/** How a ZIP archive starts. */
const LOCAL_HEADER = [0x50, 0x4b, 0x03, 0x04];

/** The pickle of a network with 500 tensors has 60 kB. */
const LARGEST_PICKLE = 4 * 2 ** 20;

/** How a pickle of protocol 2 starts. */
const PICKLE_START = [0x80, 0x02];

/**
 * The ZIP archive that `torch.save` of PyTorch 1.6 or later writes: one folder with
 * `data.pkl`, a file below `data/` for each storage, and notes about the format.
 */
export class TorchArchive {
  /** The one folder's name. */
  readonly folder: string;
  readonly #file: RandomAccess;
  readonly #entries: ReadonlyMap<string, StoredEntry>;

  /**
   * Reads what is in the archive, and none of it.
   *
   * @throws {SyntaxError} If it is no such archive, or is damaged.
   */
  constructor(file: RandomAccess) {
    assertZip(file);
    this.#file = file;
    this.#entries = storedEntries(file);
    this.folder = topFolder(file, this.#entries);
    this.#assertByteOrder();
  }

  /**
   * The pickle that describes the tensors.
   *
   * @throws {SyntaxError} If it is damaged, or larger than 4 MiB.
   */
  pickle(): Uint8Array<ArrayBuffer> {
    const entry = this.find(PICKLE)!;
    if (entry.size > LARGEST_PICKLE) {
      throw this.refusal(
        `its pickle has ${entry.size} bytes, more than ${LARGEST_PICKLE}: save the state_dict() alone`,
      );
    }
    return this.read(entry);
  }

  /** The file of a name within the folder. */
  find(name: string): StoredEntry | undefined {
    return this.#entries.get(`${this.folder}/${name}`);
  }

  /**
   * The bytes of a file.
   *
   * @throws {SyntaxError} If they are not those that were written.
   */
  read(entry: StoredEntry): Uint8Array<ArrayBuffer> {
    return readEntry(this.#file, entry);
  }

  /** The error that refuses the archive. */
  refusal(reason: string): SyntaxError {
    return refusal(this.#file.name, reason);
  }

  /** PyTorch names the order from 2.1 on; before, it was that of every machine. */
  #assertByteOrder(): void {
    const entry = this.find("byteorder");
    if (entry === undefined) return;
    const isLittle = entry.size === "little".length &&
      new TextDecoder().decode(this.read(entry)) === "little";
    if (!isLittle) {
      throw this.refusal(
        "its numbers are not little-endian: save it again on another machine",
      );
    }
  }
}

function assertZip(file: RandomAccess): void {
  const start = file.read(0, Math.min(LOCAL_HEADER.length, file.size));
  if (LOCAL_HEADER.every((byte, i) => byte === start[i])) return;
  throw refusal(
    file.name,
    PICKLE_START.every((byte, i) => byte === start[i])
      ? "it is in the format of PyTorch before 1.6: load it with a later PyTorch and save it again"
      : "it is no ZIP archive: name a file that torch.save wrote",
  );
}

function topFolder(
  file: RandomAccess,
  entries: ReadonlyMap<string, StoredEntry>,
): string {
  const folders = [...entries.keys()].flatMap((name) =>
    /^([^/]+)\/data\.pkl$/.exec(name)?.[1] ?? []
  );
  const [folder] = folders;
  if (folder === undefined || folders.length > 1) {
    throw refusal(
      file.name,
      `it has ${folders.length} entries "<name>/data.pkl" where there must be one: name a file that torch.save wrote`,
    );
  }
  return folder;
}
