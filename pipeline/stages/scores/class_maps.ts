import type { Mask } from "../../../data/dermx/mask.ts";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import type { ExplanationScores } from "../../metrics/explanation_scores.ts";
import { FixedPointMap } from "../../metrics/fixed_point_map.ts";
import { mapScores } from "../../metrics/map_scores.ts";
import { MapFile } from "../networks/map_file.ts";

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

/** The maps of a shard by class, values from 0 to 1. */
export class ClassMaps implements Disposable {
  readonly #path: string;
  readonly #file: MapFile;

  private constructor(path: string, file: MapFile) {
    this.#path = path;
    this.#file = file;
  }

  /**
   * Opens a file; it is to be disposed of.
   *
   * @throws As {@link MapFile.open} does.
   */
  static async open(
    path: string,
    { images }: { readonly images: number },
  ): Promise<ClassMaps> {
    const file = await MapFile.open(path, { images, writer: "gradcam" });
    return new ClassMaps(path, file);
  }

  /** The maps of an image by its place in the file. */
  of(image: number, { masks, border }: ImageMasks): ImageMaps {
    const planes = this.#file.of(image);
    const known = new Map<number, readonly ExplanationScores[]>();
    return {
      scores: (index) => {
        const plane = planes[index];
        if (plane === undefined) {
          throw new RangeError(
            `Cannot score class ${index} of "${this.#path}": it has ${planes.length} classes, counted from 0: correct the study's targets`,
          );
        }
        const scored = known.get(index);
        if (scored !== undefined) return scored;
        const { width, height } = masks[0] ?? plane;
        const enlarged = enlargeMap(plane, { width, height, border });
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
