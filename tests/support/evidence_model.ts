import type {
  AccuracySummary,
  ModelEvidence,
} from "../../pipeline/stages/evidence/evidence.ts";

/** A model with two runs whose accuracies average to what is said, without spread. */
export function evidenceModel(
  id: string,
  changes:
    & Partial<Omit<ModelEvidence, "published" | "corrected" | "printed">>
    & {
      readonly published?: number;
      readonly corrected?: number;
      readonly printed?: ModelEvidence["printed"];
    } = {},
): ModelEvidence {
  const { published = 0.5, corrected = 0.5, ...rest } = changes;
  return {
    id,
    name: id.toUpperCase(),
    table: "table5a",
    runs: 2,
    printed: { images: 100, ...summary(0.5) },
    hits: [],
    ...rest,
    published: summary(published),
    corrected: summary(corrected),
  };
}

function summary(mean: number): AccuracySummary {
  return {
    accuracies: [mean, mean],
    mean,
    std_population: 0,
    std_sample: 0,
  };
}
