import { Buffer } from "node:buffer";
import { createHash, type Hash } from "node:crypto";

/** Git's id of a file's content: the SHA-1 of a header and the bytes, in hexadecimal. */
export function gitBlobId(bytes: Uint8Array): string {
  return gitObject("blob", bytes).toString("hex");
}

/**
 * The hash that becomes a file's git id when its bytes, and no others, are added.
 *
 * @param size How many bytes there will be. It is part of what is hashed: a wrong
 * one gives a wrong id.
 */
export function gitBlobHash(size: number): Hash {
  return gitHash("blob", size);
}

/** A file or a folder in a {@link GitTree}. */
type Entry = { readonly id: string; readonly executable: boolean } | GitTree;

/**
 * A folder as git sees it: names, executable bits and content ids, nothing else.
 *
 * Its id pins every byte below it, so a folder that was fetched from anywhere can
 * be compared with the id that a repository's history records.
 */
export class GitTree {
  readonly #entries = new Map<string, Entry>();

  /**
   * Adds a file.
   *
   * @param path The path below this folder, with `/` between names.
   * @param file Its content's id, from {@link gitBlobId}, and its executable bit.
   * @throws {RangeError} If a file and a folder of the same name meet, or two files.
   */
  add(path: string, file: { id: string; executable: boolean }): void {
    const slash = path.indexOf("/");
    const name = slash < 0 ? path : path.slice(0, slash);
    const entry = this.#entries.get(name);
    if (slash < 0) {
      if (entry !== undefined) throw new RangeError(`"${path}" occurs twice`);
      this.#entries.set(name, file);
      return;
    }
    const folder = entry ?? new GitTree();
    if (!(folder instanceof GitTree)) {
      throw new RangeError(`"${name}" is both a file and a folder`);
    }
    this.#entries.set(name, folder);
    folder.add(path.slice(slash + 1), file);
  }

  /** Git's id of the folder, in hexadecimal. */
  id(): string {
    return this.#object().toString("hex");
  }

  #object(): Buffer {
    const rows = [...this.#entries].map(([name, entry]) =>
      entry instanceof GitTree
        // Git sorts a folder as if its name ended in a slash.
        ? { name, sort: `${name}/`, mode: "40000", id: entry.#object() }
        : {
          name,
          sort: name,
          mode: entry.executable ? "100755" : "100644",
          id: Buffer.from(entry.id, "hex"),
        }
    );
    rows.sort((a, b) =>
      Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort))
    );
    return gitObject(
      "tree",
      Buffer.concat(
        rows.flatMap(({ name, mode, id }) => [
          Buffer.from(`${mode} ${name}\0`),
          id,
        ]),
      ),
    );
  }
}

function gitObject(type: string, content: Uint8Array): Buffer {
  return gitHash(type, content.length).update(content).digest();
}

function gitHash(type: string, size: number): Hash {
  return createHash("sha1").update(`${type} ${size}\0`);
}
