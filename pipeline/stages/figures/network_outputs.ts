import { NpyRowReader } from "../../../data/npy_row_reader.ts";
import type { Plane } from "../../../models/maps/plane.ts";

/** The files of one network: the parts of each list belong together. */
export interface NetworkFiles {
  /** What the network is called in messages. */
  readonly name: string;
  /** JSON lists of image ids. */
  readonly ids: readonly string[];
  /** Normalised maps, N x K x h x w float32. */
  readonly maps: readonly string[];
  /** Raw scores, N x K float32. */
  readonly logits: readonly string[];
}

/** Where an image's outputs lie. */
interface Place {
  readonly maps: NpyRowReader;
  readonly logits: NpyRowReader;
  readonly row: number;
}

/**
 * What one network made of each image, read when asked for.
 *
 * ```ts ignore
 * using outputs = await NetworkOutputs.open(files);
 * if (outputs.has("derm1")) outputs.map("derm1", outputs.predicted("derm1"));
 * ```
 */
export class NetworkOutputs implements Disposable {
  readonly #name: string;
  readonly #places = new Map<string, Place>();
  readonly #files = new DisposableStack();

  private constructor(name: string) {
    this.#name = name;
  }

  /**
   * Opens a network's files; they are to be disposed of.
   *
   * @throws {RangeError} If parts that belong together differ in their number of images.
   */
  static async open(files: NetworkFiles): Promise<NetworkOutputs> {
    const outputs = new NetworkOutputs(files.name);
    try {
      for (const part of files.ids.keys()) await outputs.#add(files, part);
      return outputs;
    } catch (error) {
      outputs[Symbol.dispose]();
      throw error;
    }
  }

  /** Whether the network has seen an image. */
  has(image: string): boolean {
    return this.#places.has(image);
  }

  /** The index of the class with the largest score; the first of several. */
  predicted(image: string): number {
    const { logits, row } = this.#place(image);
    const scores = logits.row(row);
    return scores.indexOf(Math.max(...scores));
  }

  /**
   * The normalised map of a class.
   *
   * @throws {RangeError} If the network has no such class.
   */
  map(image: string, classIndex: number): Plane {
    const { maps, row } = this.#place(image);
    const [, classes = 0, height = 0, width = 0] = maps.shape;
    if (classIndex >= classes) {
      throw new RangeError(
        `Cannot show class ${classIndex} of network "${this.#name}": it has ${classes}: correct "classes" of the study`,
      );
    }
    const size = width * height;
    const data = maps.row(row).subarray(
      classIndex * size,
      (classIndex + 1) * size,
    );
    return { width, height, data };
  }

  /** Closes the files. */
  [Symbol.dispose](): void {
    this.#files.dispose();
  }

  async #add(files: NetworkFiles, part: number): Promise<void> {
    const path = files.ids[part]!;
    const ids = JSON.parse(await Deno.readTextFile(path)) as string[];
    const [maps, logits] = [
      this.#files.use(await NpyRowReader.open(files.maps[part]!)),
      this.#files.use(await NpyRowReader.open(files.logits[part]!)),
    ];
    if (maps.rows !== ids.length || logits.rows !== ids.length) {
      throw new RangeError(
        `Cannot read the outputs of network "${files.name}": part ${part} has ${ids.length} ids, ${maps.rows} maps and ${logits.rows} rows of logits: supply files of one run`,
      );
    }
    ids.forEach((image, row) => this.#places.set(image, { maps, logits, row }));
  }

  #place(image: string): Place {
    const place = this.#places.get(image);
    if (place === undefined) {
      throw new RangeError(
        `Cannot show "${image}": network "${this.#name}" has not seen it: choose an image that it has`,
      );
    }
    return place;
  }
}
