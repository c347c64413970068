import type { TarFile } from "../../../data/archive/write_tar.ts";
import type { Evaluation } from "../../../data/dermx/evaluation.ts";
import { annotationFile } from "../../../data/sample/annotation_file.ts";

/** The annotation files of some evaluations, in code unit order of their names. */
export function annotationFiles(evaluations: readonly Evaluation[]): TarFile[] {
  return evaluations
    .map((evaluation) => annotationFile(evaluation))
    .sort((a, b) => a.name < b.name ? -1 : 1)
    .map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) }));
}
