import type { Mask } from "../../../data/dermx/mask.ts";
import { NpyRowReader } from "../../../data/npy_row_reader.ts";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import type { ExplanationScores } from "../../metrics/explanation_scores.ts";
import { FixedPointMap } from "../../metrics/fixed_point_map.ts";
import { mapScores } from "../../metrics/map_scores.ts";

/** What the maps of an image are scored against. */
export interface ImageMasks {
  /** All of one size, to which maps are enlarged. */
  readonly masks: readonly Mask[];
  /** What lies beyond the edge of a map. */
  readonly border: "mirror" | "clamp";
}

/** The maps of an image by class, each scored when it is first asked for. */
export interface ImageMaps {
  /**
   * The scores of a class's map against each mask.
   *
   * @throws {RangeError} If there is no such class, or the masks differ in size.
   */
  scores(index: number): readonly ExplanationScores[];
}

/** The maps of a shard, float32, N×K×h×w, values from 0 to 1. */
export class ClassMaps implements Disposable {
  readonly #path: string;
  readonly #file: NpyRowReader;

  private constructor(path: string, file: NpyRowReader) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Opens a file; it is to be disposed of.
   *
   * @throws {TypeError} If it is no array of four axes.
   * @throws {RangeError} If it has maps of another number of images.
   */
  static async open(
    path: string,
    { images }: { readonly images: number },
  ): Promise<ClassMaps> {
    const file = await NpyRowReader.open(path);
    try {
      assertShape(path, file.shape, images);
      return new ClassMaps(path, file);
    } catch (error) {
      file[Symbol.dispose]();
      throw error;
    }
  }

  /** The maps of an image by its place in the file. */
  of(image: number, { masks, border }: ImageMasks): ImageMaps {
    const [, classes, height, width] = this.#file.shape as [
      number,
      number,
      number,
      number,
    ];
    const values = this.#file.row(image);
    const known = new Map<number, readonly ExplanationScores[]>();
    return {
      scores: (index) => {
        if (!(index >= 0 && index < classes)) {
          throw new RangeError(
            `Cannot score class ${index} of "${this.#path}": it has ${classes} classes, counted from 0: correct the study's targets`,
          );
        }
        const scored = known.get(index);
        if (scored !== undefined) return scored;
        const places = height * width;
        const data = values.subarray(index * places, (index + 1) * places);
        const size = masks[0] ?? { width, height };
        const enlarged = enlargeMap({ width, height, data }, {
          width: size.width,
          height: size.height,
          border,
        });
        using map = new FixedPointMap(enlarged);
        // As with the map: given back at once, or a hundred of them gather.
        enlarged.data.buffer.transfer(0);
        const scores = mapScores(map, masks);
        known.set(index, scores);
        return scores;
      },
    };
  }

  /** Closes the file. */
  [Symbol.dispose](): void {
    this.#file[Symbol.dispose]();
  }
}

function assertShape(
  path: string,
  shape: readonly number[],
  images: number,
): void {
  if (shape.length !== 4) {
    throw new TypeError(
      `Cannot use "${path}": its shape is [${
        shape.join(", ")
      }] and images, classes, rows, columns are wanted: supply what the stage "gradcam" writes`,
    );
  }
  if (shape[0] !== images) {
    throw new RangeError(
      `Cannot use "${path}": it has maps of ${
        shape[0]
      } images and there are ${images} ids: supply both files of one run`,
    );
  }
}
