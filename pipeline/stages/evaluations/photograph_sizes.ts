import { readCsv } from "../../../data/csv.ts";
import type { Evaluation } from "./evaluation.ts";
import { wholeNumber } from "./whole_number.ts";

/** A photograph whose size is not the annotated one. */
export interface DifferingPhotograph {
  /** The image. */
  readonly image: string;
  /** Width and height of the photograph. */
  readonly given: readonly [number, number];
  /** Width and height by the annotations. */
  readonly annotated: readonly [number, number];
}

/** How photographs compare in size with what was annotated. */
export interface PhotographSizes {
  /** Photographs of images that were evaluated. */
  readonly compared: number;
  /** Those with another size than an evaluation of them says. */
  readonly differing: number;
  /** The first five of these. */
  readonly examples: readonly DifferingPhotograph[];
}

/**
 * Compares the decoded photographs, `image,width,height`, with the sizes in the
 * annotations.
 *
 * @throws {SyntaxError} If a size is no whole number.
 */
export async function photographSizes(
  parts: readonly string[],
  evaluations: readonly Evaluation[],
): Promise<PhotographSizes> {
  const annotated = Map.groupBy(evaluations, ({ image }) => image);
  const differing: DifferingPhotograph[] = [];
  let compared = 0;
  for (const path of parts) {
    const rows = await readCsv(path, { columns: ["image", "width", "height"] });
    for (const { image, ...size } of rows) {
      const width = wholeNumber(size.width, `"${path}", width of "${image}"`);
      const height = wholeNumber(
        size.height,
        `"${path}", height of "${image}"`,
      );
      const said = annotated.get(image) ?? [];
      if (said.length > 0) compared++;
      const other = said.find((evaluation) =>
        evaluation.width !== width || evaluation.height !== height
      );
      if (other !== undefined) {
        differing.push({
          image,
          given: [width, height],
          annotated: [other.width, other.height],
        });
      }
    }
  }
  differing.sort((a, b) => (a.image < b.image ? -1 : 1));
  return {
    compared,
    differing: differing.length,
    examples: differing.slice(0, 5),
  };
}
