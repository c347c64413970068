import type { TableCell } from "../../../data/ledger/table.ts";
import type { CensusParams } from "../census.ts";
import { diagnosesOf } from "../evaluations/diagnoses_of.ts";
import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import { imagesOf } from "../evaluations/images_of.ts";
import type { ImageRow } from "../evaluations/read_images.ts";
import type { CountedRelease } from "./counted_release.ts";
import { attributeCounts, termCounts } from "./term_counts.ts";

/**
 * The counts that the running text states (dataset paper, sections 2.2 and
 * 2.4), each by the text's own rule: what is kept are all evaluations less the
 * discarded ones, less those with several diagnoses.
 *
 * Terms count if some evaluation has them.
 */
export function statements(
  release: CountedRelease,
  params: CensusParams,
): TableCell[] {
  const { evaluations, images } = release;
  const undiscarded = selectEvaluations(evaluations, params.text.undiscarded);
  const kept = undiscarded.filter((evaluation) =>
    diagnosesOf(evaluation).length < 2
  );
  const terms = termCounts(evaluations);
  return [
    ...metadataCounts("skin_tone", images),
    ...metadataCounts("age", images),
    value("evaluations_total", evaluations.length),
    value("images_total", imagesOf(evaluations).length),
    value("discarded", evaluations.length - undiscarded.length),
    value("multiple_diagnoses", undiscarded.length - kept.length),
    value("evaluations_kept", kept.length),
    value("images_kept", imagesOf(kept).length),
    ...(["non_localisable", "localisable"] as const).map((kind) => ({
      row: "terms",
      column: "",
      statistic: kind,
      value: terms.filter((term) => term.kind === kind).length,
    })),
    {
      row: "terms",
      column: "",
      statistic: "additional",
      value: attributeCounts(evaluations).length,
    },
  ];
}

/** How many images have each value of a column, values sorted. */
function metadataCounts(
  row: "skin_tone" | "age",
  images: ReadonlyMap<string, ImageRow>,
): TableCell[] {
  const groups = Map.groupBy(images.values(), (image) => image[row]);
  return [...groups]
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([statistic, { length }]) => ({
      row,
      column: "",
      statistic,
      value: length,
    }));
}

function value(row: string, value: number): TableCell {
  return { row, column: "", statistic: "value", value };
}
