import { NpyRowReader } from "../../../data/npy_row_reader.ts";
import type { Plane } from "../../../models/maps/plane.ts";

/** A map as it is kept. */
export interface StoredMap extends Plane {
  /** In single precision. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** What {@link MapFile} checks. */
export interface MapFileOptions {
  /** How many images there are maps of. */
  readonly images: number;
  /** The stage that writes such files, which messages name. */
  readonly writer: "infer" | "gradcam";
}

/**
 * The maps of a shard's images, float32, N×K×h×w: of each image one a class, or one a
 * characteristic. It is to be disposed of.
 */
export class MapFile implements Disposable {
  /** Maps of an image. */
  readonly count: number;
  /** Rows of a map. */
  readonly height: number;
  /** Columns of a map. */
  readonly width: number;
  readonly #file: NpyRowReader;

  private constructor(file: NpyRowReader) {
    const [, count = 0, height = 0, width = 0] = file.shape;
    this.count = count;
    this.height = height;
    this.width = width;
    this.#file = file;
  }

  /**
   * Opens a file.
   *
   * @throws {SyntaxError} If it is not in the format, or is cut short.
   * @throws {TypeError} If it is no array of four axes of float32.
   * @throws {RangeError} If it has maps of another number of images.
   */
  static async open(path: string, options: MapFileOptions): Promise<MapFile> {
    const file = await NpyRowReader.open(path);
    try {
      assertShape(path, file.shape, options);
      return new MapFile(file);
    } catch (error) {
      file[Symbol.dispose]();
      throw error;
    }
  }

  /** The maps of an image by its place in the file, in a buffer of their own. */
  of(image: number): StoredMap[] {
    const { count, height, width } = this;
    const values = this.#file.row(image);
    const places = height * width;
    return Array.from({ length: count }, (_, k) => ({
      width,
      height,
      data: values.subarray(k * places, (k + 1) * places),
    }));
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

function assertShape(
  path: string,
  shape: readonly number[],
  { images, writer }: MapFileOptions,
): void {
  if (shape.length !== 4) {
    throw new TypeError(
      `Cannot use "${path}": its shape is [${
        shape.join(", ")
      }] and images, maps, rows, columns are wanted: supply what the stage "${writer}" writes`,
    );
  }
  if (shape[0] !== images) {
    throw new RangeError(
      `Cannot use "${path}": it has maps of ${
        shape[0]
      } images and there are ${images} ids: supply both files of one run of "${writer}"`,
    );
  }
}
