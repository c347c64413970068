import { area, intersectionArea } from "../../../data/dermx/mask.ts";
import { pairsOf } from "../../metrics/pairs.ts";
import type { Outlines } from "./outlines.ts";

/** An image whose raters can be compared, and the characteristics to show. */
export interface RatedImage {
  /** Its id. */
  readonly image: string;
  /** The one or two that most of its raters outlined. */
  readonly characteristics: readonly string[];
}

/**
 * The image that shows best how raters agree and disagree, by rule: of the images
 * of which the two characteristics that are outlined most have the most outlines
 * over raters, the one whose raters agree as much as is usual (the lower median of
 * the mean Dice of two raters' outlines; code units of the id decide a tie).
 *
 * @throws {RangeError} If no image was outlined by two raters.
 */
export function chooseRatedImage(outlines: Outlines): RatedImage {
  const rated = outlines.images.filter((image) =>
    outlines.raters(image).length > 1
  ).map((image) => ratedImage(image, outlines));
  const most = Math.max(...rated.map(({ outlined }) => outlined));
  const candidates = rated.filter(({ outlined }) => outlined === most)
    .map((item) => ({ item, agreement: agreementOn(item.image, outlines) }))
    .sort((a, b) =>
      a.agreement - b.agreement || (a.item.image < b.item.image ? -1 : 1)
    );
  const chosen = candidates[(candidates.length - 1) >> 1];
  if (chosen === undefined) {
    throw new RangeError(
      "Cannot draw outlines of several raters: no image has any: supply annotations with outlines",
    );
  }
  const { image, characteristics } = chosen.item;
  return { image, characteristics };
}

/**
 * The characteristics of an image that most of its raters outlined; of several those
 * that are outlined most often on all images, then by name.
 */
export function ratedImage(
  image: string,
  outlines: Outlines,
): RatedImage & { readonly outlined: number } {
  const groups = [
    ...Map.groupBy(outlines.of(image), (entry) => entry.characteristic),
  ].sort(([p, a], [q, b]) =>
    b.length - a.length ||
    outlines.frequency(q) - outlines.frequency(p) || (p < q ? -1 : 1)
  ).slice(0, 2);
  return {
    image,
    characteristics: groups.map(([name]) => name),
    outlined: groups.reduce((total, [, entries]) => total + entries.length, 0),
  };
}

/** The mean Dice of what each two raters outlined. */
function agreementOn(image: string, outlines: Outlines): number {
  const masks = outlines.raters(image).map((rater) =>
    outlines.union(image, rater)
  );
  const dice = pairsOf(masks, { order: "unordered" }).map(([a, b]) =>
    2 * intersectionArea(a, b) / (area(a) + area(b))
  );
  return dice.reduce((total, x) => total + x, 0) / dice.length;
}
