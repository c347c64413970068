import type { FiguresParams } from "../figures.ts";
import { chooseExplained, type ChosenFrom } from "./choose_explained.ts";
import { mapOverlap } from "./map_overlap.ts";
import { classOf } from "./class_of.ts";
import type { Material } from "./material.ts";

/** The images whose maps are shown. */
export interface ImagesToExplain {
  /** Their ids. */
  readonly images: readonly string[];
  /** What they were chosen from; absent if someone named them. */
  readonly from?: ChosenFrom;
}

/**
 * The images that the study names, or those of the rule: of images with outlines on
 * which every network shows something for the diagnosis; see `choose_explained.ts`.
 *
 * @throws {RangeError} If there is no such image.
 */
export function imagesToExplain(
  params: FiguresParams,
  { outlines, diagnoses, networks, isTested }: Material,
): ImagesToExplain {
  const { images, examples } = params.figure3;
  if (images !== null) return { images };
  const candidates = outlines.images.map((image) => {
    const diagnosis = diagnoses.get(image)!;
    const index = classOf(diagnosis, params);
    return {
      image,
      diagnosis,
      isTested: isTested(image),
      isRight: networks.every((network) => network.predicted(image) === index),
      maps: networks.map((network) => network.map(image, index)),
    };
  }).filter(({ maps }) =>
    maps.every(({ data }) => Array.from(data).some((value) => value > 0))
  );
  if (candidates.length === 0) {
    throw new RangeError(
      "Cannot draw maps beside outlines: no image with outlines has a map that shows something in every network: check the states of the maps",
    );
  }
  const { from, chosen } = chooseExplained(candidates, {
    examples,
    order: Object.keys(params.classes),
    overlap: ({ image, maps }) => {
      const union = outlines.union(image);
      return maps.reduce((sum, map) => sum + mapOverlap(map, union), 0);
    },
  });
  return { from, images: chosen.map(({ image }) => image) };
}
