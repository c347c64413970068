/** An annotation as the labelling tool exports it. */
export type RawAnnotation = Readonly<Record<string, unknown>>;

/** A tag as exported. */
export function tag(name: string): RawAnnotation {
  return { name, tag: {} };
}

/** An outlined annotation as exported, from corners with x before y; several paths make holes. */
export function outlined(
  name: string,
  ...paths: readonly (readonly number[])[]
): RawAnnotation {
  const points = paths.map((corners) =>
    Array.from({ length: corners.length / 2 }, (_, i) => ({
      x: corners[2 * i],
      y: corners[2 * i + 1],
    }))
  );
  const shape = points.length === 1
    ? { polygon: { path: points[0] } }
    : { complex_polygon: { path: points } };
  return { name, bounding_box: { x: -1, y: -1, w: 9, h: 9 }, ...shape };
}

/** What {@link annotationFile} may be told. */
export interface AnnotationFileOptions {
  /** Extent of the image in pixels; 8 x 6 unless said. */
  readonly width?: unknown;
  readonly height?: unknown;
  /** Replaces keys at the top. */
  readonly top?: Readonly<Record<string, unknown>>;
}

/** An annotation file of an 8 x 6 image, `name` being `RATER_IMAGE`. */
export function annotationFile(
  name: string,
  annotations: readonly unknown[],
  options: AnnotationFileOptions = {},
): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  const content = {
    dataset: "Explainability dataset",
    image: {
      width: options.width ?? 8,
      height: options.height ?? 6,
      original_filename: `${name}.jpg`,
      filename: `${name}.jpg`,
      url: "https://example.org/original",
      thumbnail_url: "https://example.org/thumbnail",
      path: "/",
      workview_url: "https://example.org/workview",
    },
    annotations,
    ...options.top,
  };
  return textFile(`${name}.json`, JSON.stringify(content));
}

/** A file of the given text in UTF-8. */
export function textFile(
  name: string,
  text: string,
): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  return { name, bytes: new TextEncoder().encode(text) };
}
