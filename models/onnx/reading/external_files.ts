import type { StringStringEntryProto } from "onnx-buf";
import { quoted } from "../quoted.ts";
import type { Place } from "./place.ts";

/** The files beside a model in which it keeps tensors, each loaded once. */
export class ExternalFiles {
  readonly #load: ((location: string) => Uint8Array) | undefined;
  readonly #loaded = new Map<string, Uint8Array<ArrayBuffer>>();

  /**
   * Starts with no file loaded.
   *
   * @param load Gives a file's bytes; without it every such tensor is refused.
   */
  constructor(load?: (location: string) => Uint8Array) {
    this.#load = load;
  }

  /**
   * The bytes of a tensor in such a file, as a view.
   *
   * @param entries Where they are: `location`, `offset` and `length`.
   * @throws {SyntaxError} If the place is not within the model's folder or the file.
   * @throws {TypeError} If there is no way to load it.
   * @internal
   */
  bytesOf(
    entries: readonly StringStringEntryProto[],
    { size, place }: { readonly size: number; readonly place: Place },
  ): Uint8Array<ArrayBuffer> {
    const facts = new Map(entries.map(({ key, value }) => [key, value]));
    const location = facts.get("location") ?? "";
    if (!isWithinFolder(location)) {
      throw place.flaw(
        `its data are said to be in ${
          quoted(location)
        }: name a file in the folder of the model, without ".."`,
      );
    }
    const offset = wholeNumber(facts.get("offset") ?? "0");
    const length = wholeNumber(facts.get("length") ?? String(size));
    const bytes = this.#bytes(location, place);
    if (
      offset === undefined || length === undefined ||
      offset + length > bytes.length
    ) {
      throw place.flaw(
        `its data are said to be at offset ${
          quoted(facts.get("offset") ?? "0")
        } of ${quoted(location)}, ${
          quoted(facts.get("length") ?? String(size))
        } bytes long, and the file has ${bytes.length} bytes: fetch or export both files again`,
      );
    }
    return bytes.subarray(offset, offset + length);
  }

  #bytes(location: string, place: Place): Uint8Array<ArrayBuffer> {
    const known = this.#loaded.get(location);
    if (known !== undefined) return known;
    if (this.#load === undefined) {
      throw place.unsupported(
        `its data are in another file, ${
          quoted(location)
        }: supply that file beside the model, or save the model as one file`,
      );
    }
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = plain(this.#load(location));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw place.flaw(
        `its data are in another file, ${
          quoted(location)
        }, which cannot be read (${reason}): supply that file beside the model`,
      );
    }
    this.#loaded.set(location, bytes);
    return bytes;
  }
}

/** The same bytes in memory that is not shared, so that views of them are safe. */
export function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteOffset, length } = bytes;
  return buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer, byteOffset, length)
    : new Uint8Array(bytes);
}

function isWithinFolder(location: string): boolean {
  return location !== "" && !/^[/\\]|^[a-z]:|[\0\\]/i.test(location) &&
    location.split("/").every((part) => part !== "..");
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
