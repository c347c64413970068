import type { TarFile } from "../../../data/archive/write_tar.ts";
import type { Evaluation } from "../../../data/dermx/evaluation.ts";
import { encodeMaskPng } from "../../../data/dermx/encode_mask_png.ts";
import { INSTANCE_INDEX_COLUMNS } from "../../../data/dermx/instance_index_schema.ts";
import { rasterise } from "../../../data/dermx/rasterise.ts";

/**
 * The mask pictures of some evaluations, one an outlined annotation, after the table
 * that names their classes; in code unit order of their names, one at a time.
 */
export function* maskFiles(
  evaluations: readonly Evaluation[],
): Generator<TarFile, void, void> {
  const instances = evaluations
    .map((evaluation) => ({
      evaluation,
      id: `${evaluation.rater}_${evaluation.image}`,
    }))
    .sort((a, b) => a.id < b.id ? -1 : 1)
    .flatMap(({ evaluation, id }) =>
      evaluation.annotations
        .filter(({ paths }) => paths !== undefined)
        .map(({ name, paths }, i) => ({
          size: evaluation,
          paths: paths!,
          row: [id, `${id}_${String(i).padStart(5, "0")}`, name] as const,
        }))
    );
  const lines = [
    INSTANCE_INDEX_COLUMNS.join(","),
    ...instances.map(({ row }) => row.join(",")),
  ];
  yield {
    name: "instance_mask_annotations.csv",
    bytes: new TextEncoder().encode(`${lines.join("\n")}\n`),
  };
  for (const { size, paths, row: [, mask] } of instances) {
    const bytes = encodeMaskPng(rasterise(paths, size));
    yield { name: `masks/${mask}.png`, bytes };
  }
}
