import { NpyRowReader } from "../../../data/npy_row_reader.ts";
import type { Plane } from "../../../models/maps/plane.ts";

/** What the maps of a part must be of. */
export interface MapSubjects {
  /** How many images. */
  readonly images: number;
  /** How many characteristics. */
  readonly characteristics: number;
}

/** The maps of a part's images, float32, N×K×h×w, one of each characteristic. */
export class CharacteristicMaps implements Disposable {
  readonly #file: NpyRowReader;

  private constructor(file: NpyRowReader) {
    this.#file = file;
  }

  /**
   * Opens a file; it is to be disposed of.
   *
   * @throws {SyntaxError} If it is not in the format, or is cut short.
   * @throws {TypeError} If it is no array of four axes of float32.
   * @throws {RangeError} If it has maps of another number of images or characteristics.
   */
  static async open(
    path: string,
    subjects: MapSubjects,
  ): Promise<CharacteristicMaps> {
    const file = await NpyRowReader.open(path);
    try {
      assertShape(path, file.shape, subjects);
      return new CharacteristicMaps(file);
    } catch (error) {
      file[Symbol.dispose]();
      throw error;
    }
  }

  /** The maps of an image by its place in the file, in order of the characteristics. */
  of(image: number): Plane[] {
    const [, characteristics = 0, height = 0, width = 0] = this.#file.shape;
    const values = this.#file.row(image);
    const places = height * width;
    return Array.from({ length: characteristics }, (_, k) => ({
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
  { images, characteristics }: MapSubjects,
): void {
  if (shape.length !== 4) {
    throw new TypeError(
      `Cannot use "${path}": its shape is [${
        shape.join(", ")
      }] and images, characteristics, rows, columns are wanted: supply what the stage "gradcam" writes`,
    );
  }
  if (shape[0] !== images) {
    throw new RangeError(
      `Cannot use "${path}": it has maps of ${
        shape[0]
      } images and there are ${images} ids: supply both files of one run`,
    );
  }
  if (shape[1] !== characteristics) {
    throw new RangeError(
      `Cannot use "${path}": it has ${
        shape[1]
      } maps an image and the study names ${characteristics} characteristics: name one a map, in their order`,
    );
  }
}
