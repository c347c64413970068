import * as z from "zod/mini";
import type { Schema } from "../schema.ts";
import type { Path, Point, Size } from "./outline.ts";

/** An annotation as exported: exactly one of `tag` and the two outlines. */
export interface ExportedAnnotation {
  /** A term of the ontology. */
  readonly name: string;
  /** Always empty. */
  readonly tag?: object | undefined;
  /** One outline. */
  readonly polygon?: { readonly path: Path } | undefined;
  /** Outlines filled even-odd together. */
  readonly complex_polygon?: { readonly path: readonly Path[] } | undefined;
  /** Descriptive terms; the tool leaves an empty list out. */
  readonly attributes?: readonly string[] | undefined;
}

/** An annotation file as the labelling tool exports it, one evaluation a file. */
export interface AnnotationFile {
  /** The tool's data set. */
  readonly dataset: string;
  /** The picture that was annotated; `filename` is `RATER_IMAGE.jpg` or the like. */
  readonly image: Size & { readonly filename: string };
  /** In the order of the file; the releases have outlined ones first. */
  readonly annotations: readonly ExportedAnnotation[];
}

/**
 * One list of points. One function checks all of it, because a schema for each of
 * millions of points would cost more than everything else done with them.
 */
const pathSchema = z.custom<Path>().check((payload) => {
  const path: unknown = payload.value;
  const refuse = (message: string, at: number[] = []): void => {
    payload.issues.push({ code: "custom", input: path, path: at, message });
  };
  if (!Array.isArray(path)) return refuse("expected a list of points");
  if (path.length < 3) {
    return refuse(`expected at least 3 points and got ${path.length}`);
  }
  const bad = path.findIndex((point) => !isPoint(point));
  if (bad >= 0) refuse('expected finite numbers "x" and "y"', [bad]);
});

function isPoint(value: unknown): value is Point {
  return typeof value === "object" && value !== null && "x" in value &&
    "y" in value && Number.isFinite(value.x) && Number.isFinite(value.y);
}

/** The stage joins attributes with this character, so none may contain it. */
const attributeSchema = z.string().check(
  z.regex(/^[^|]+$/, 'expected a term without "|"'),
);

const annotationSchema = z.strictObject({
  name: z.string(),
  tag: z.optional(z.strictObject({})),
  polygon: z.optional(z.strictObject({ path: pathSchema })),
  complex_polygon: z.optional(z.strictObject({
    path: z.array(pathSchema).check(
      z.minLength(1, "expected at least 1 path"),
    ),
  })),
  attributes: z.optional(z.array(attributeSchema)),
  bounding_box: z.optional(z.strictObject({
    x: z.number(),
    y: z.number(),
    w: z.number(),
    h: z.number(),
  })),
}).check((payload) => {
  const { tag, polygon, complex_polygon } = payload.value;
  const shapes = [tag, polygon, complex_polygon].filter((shape) => shape);
  if (shapes.length === 1) return;
  payload.issues.push({
    code: "custom",
    input: payload.value,
    message:
      `expected exactly one of "tag", "polygon" and "complex_polygon" and got ${shapes.length}`,
  });
});

const extentSchema = z.int("expected a whole number of pixels").check(
  z.positive("expected at least 1 pixel"),
);

const imageSchema = z.strictObject({
  width: extentSchema,
  height: extentSchema,
  filename: z.string(),
  original_filename: z.optional(z.string()),
  url: z.optional(z.string()),
  thumbnail_url: z.optional(z.string()),
  path: z.optional(z.string()),
  workview_url: z.optional(z.string()),
}).check(z.refine(
  // Masks index pixels with 32 bits.
  ({ width, height }) => width * height < 2 ** 32,
  "expected fewer than 4,294,967,296 pixels",
));

/** Checks an {@link AnnotationFile}; keys that the tool does not write are refused. */
export const annotationFileSchema: Schema<AnnotationFile> = z
  .strictObject({
    dataset: z.string(),
    image: imageSchema,
    annotations: z.array(annotationSchema),
  });
