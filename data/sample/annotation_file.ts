import type { Annotation, Evaluation } from "../dermx/evaluation.ts";
import type { Point } from "../dermx/outline.ts";

/** A file of the labelling tool for an evaluation, as the releases have it. */
export function annotationFile(
  evaluation: Evaluation,
): { readonly name: string; readonly text: string } {
  const { rater, image, width, height, dataset, annotations } = evaluation;
  const stem = `${rater}_${image}`;
  const filename = `${stem}.jpg`;
  const content = {
    dataset,
    image: { width, height, original_filename: filename, filename, path: "/" },
    annotations: annotations.map(exported),
  };
  return { name: `${stem}.json`, text: JSON.stringify(content) };
}

function exported({ name, attributes, paths }: Annotation): object {
  if (paths === undefined) return { name, tag: {} };
  return {
    ...(attributes.length === 0 ? {} : { attributes }),
    bounding_box: boundingBox(paths.flat()),
    ...(paths.length === 1
      ? { polygon: { path: paths[0] } }
      : { complex_polygon: { path: paths } }),
    name,
  };
}

function boundingBox(
  points: readonly Point[],
): Readonly<Record<"h" | "w" | "x" | "y", number>> {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  const hundredths = (value: number): number => Math.round(100 * value) / 100;
  return {
    h: hundredths(Math.max(...ys) - y),
    w: hundredths(Math.max(...xs) - x),
    x,
    y,
  };
}
