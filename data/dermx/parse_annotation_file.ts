import { describeIssues } from "../schema_error.ts";
import {
  type AnnotationFile,
  annotationFileSchema,
  type ExportedAnnotation,
} from "./annotation_schema.ts";
import type { Annotation, Evaluation } from "./evaluation.ts";
import { parseEvaluationName, stemOf } from "./file_name.ts";
import { ONTOLOGY, type Release } from "./ontology.ts";

/**
 * Reads one annotation file, `RATER_IMAGE.json`.
 *
 * @throws {SyntaxError} If the name names no rater and image, or the bytes are not
 * JSON in UTF-8.
 * @throws {TypeError} If the content breaks the schema, the file is about another
 * image than its name says, or a name is not a term of the release's ontology.
 */
export function parseAnnotationFile(
  file: { readonly name: string; readonly bytes: Uint8Array },
  options: { readonly release: Release },
): Evaluation {
  if (!file.name.endsWith(".json")) {
    throw new SyntaxError(
      refusal(file.name, 'expected a name that ends in ".json": leave it out'),
    );
  }
  const { rater, image } = parseEvaluationName(stemOf(file.name));
  const content = parseContent(file);
  const annotations = content.annotations.map(toAnnotation);
  const about = stemOf(content.image.filename).normalize("NFC");
  if (about !== `${rater}_${image}`) {
    throw new TypeError(
      refusal(
        file.name,
        `image.filename: "${content.image.filename}" is another image: rename the file or the image`,
      ),
    );
  }
  const terms = ONTOLOGY[options.release];
  annotations.forEach(({ name, paths }, i) => {
    const kind = terms.get(name);
    if (kind === undefined) {
      throw new TypeError(
        refusal(
          file.name,
          `annotations[${i}].name: "${name}" is not a term of release "${options.release}": correct its spelling or read it as another release`,
        ),
      );
    }
    if (paths !== undefined && kind !== "localisable") {
      throw new TypeError(
        refusal(
          file.name,
          `annotations[${i}].name: "${name}" is outlined but is not a localisable characteristic: make it a tag`,
        ),
      );
    }
  });
  const { width, height } = content.image;
  return { image, rater, width, height, dataset: content.dataset, annotations };
}

function parseContent(
  file: { readonly name: string; readonly bytes: Uint8Array },
): AnnotationFile {
  let value: unknown;
  try {
    value = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(file.bytes),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(
      refusal(
        file.name,
        `not JSON in UTF-8 (${reason}): restore the file from its source`,
      ),
      { cause: error },
    );
  }
  const result = annotationFileSchema.safeParse(value);
  if (!result.success) {
    throw new TypeError(
      refusal(
        file.name,
        `${
          describeIssues(result.error.issues)
        }: correct it or restore the file from its source`,
      ),
    );
  }
  return result.data;
}

function refusal(name: string, reason: string): string {
  return `Cannot read annotation file "${name}": ${reason}`;
}

function toAnnotation(
  annotation: ExportedAnnotation,
): Annotation {
  const { name, attributes, polygon, complex_polygon } = annotation;
  return {
    name: name.normalize("NFC"),
    attributes: attributes ?? [],
    paths: polygon === undefined ? complex_polygon?.path : [polygon.path],
  };
}
