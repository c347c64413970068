import { join } from "node:path";
import { NpyRowWriter } from "../../../data/npy_row_writer.ts";
import { writeJson } from "../../../data/write_json.ts";

/** What one sample yields. */
export interface SampleResult {
  /** What `ids.json` calls it. */
  readonly id: string;
  /** The scores of all classes. */
  readonly logits: Float32Array;
  /** The maps of the explained classes, one after the other. */
  readonly maps: Float32Array;
}

/** Writes `logits.npy`, `cam.npy` and `ids.json` row by row. */
export class MapFiles implements Disposable {
  readonly #out: string;
  readonly #logits: NpyRowWriter<"<f4">;
  readonly #maps: NpyRowWriter<"<f4">;
  readonly #ids: string[] = [];

  private constructor(
    out: string,
    [logits, maps]: readonly [NpyRowWriter<"<f4">, NpyRowWriter<"<f4">],
  ) {
    this.#out = out;
    this.#logits = logits;
    this.#maps = maps;
  }

  /**
   * Creates or replaces the files.
   *
   * @param options.classes How many scores a sample has.
   * @param options.maps Explained classes, rows and columns of a sample's maps.
   */
  static async create(
    out: string,
    { classes, maps }: {
      readonly classes: number;
      readonly maps: readonly [number, number, number];
    },
  ): Promise<MapFiles> {
    const create = (name: string, row: readonly number[]) =>
      NpyRowWriter.create(join(out, name), { type: "<f4", row });
    return new MapFiles(out, [
      await create("logits.npy", [classes]),
      await create("cam.npy", maps),
    ]);
  }

  /** Adds a sample's rows. */
  async append({ id, logits, maps }: SampleResult): Promise<void> {
    await this.#logits.append(Float32Array.from(logits));
    await this.#maps.append(Float32Array.from(maps));
    this.#ids.push(id);
  }

  /** Completes the files with what was added. */
  async finish(): Promise<void> {
    await this.#logits.finish();
    await this.#maps.finish();
    await writeJson(join(this.#out, "ids.json"), this.#ids);
  }

  /** Closes the files, finished or not. */
  [Symbol.dispose](): void {
    this.#logits[Symbol.dispose]();
    this.#maps[Symbol.dispose]();
  }
}
