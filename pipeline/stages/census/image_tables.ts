import type { TableCell } from "../../../data/ledger/table.ts";
import type { CensusParams } from "../census.ts";
import {
  type EvaluationSet,
  selectEvaluations,
} from "../evaluations/evaluation_set.ts";
import { imagesOf } from "../evaluations/images_of.ts";
import type { ImageRow } from "../evaluations/read_images.ts";
import type { CountedRelease } from "./counted_release.ts";

/** Images by gold diagnosis and source (dataset paper, Table 1). */
export function imagesBySource(
  release: CountedRelease,
  params: CensusParams,
): TableCell[] {
  const { evaluations, datasets } = params.table1;
  const rows = describedImages(release, evaluations);
  return params.diagnoses.flatMap((row) =>
    datasets.map((column) => ({
      row,
      column,
      statistic: "count",
      value: rows.filter(({ diagnosis, dataset }) =>
        diagnosis === row && dataset === column
      ).length,
    }))
  );
}

/** Images by gold diagnosis (dataset paper, Table 4, the row of the release). */
export function imagesByDiagnosis(
  release: CountedRelease,
  params: CensusParams,
): TableCell[] {
  const { evaluations, row } = params.table4;
  const rows = describedImages(release, evaluations);
  return params.diagnoses.map((column) => ({
    row,
    column,
    statistic: "count",
    value: rows.filter(({ diagnosis }) => diagnosis === column).length,
  }));
}

/** What the metadata say of the images with an evaluation in a set. */
function describedImages(
  { evaluations, images }: CountedRelease,
  set: EvaluationSet,
): ImageRow[] {
  return imagesOf(selectEvaluations(evaluations, set))
    .flatMap((image) => images.get(image) ?? []);
}
