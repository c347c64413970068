import type { Evidence } from "../../pipeline/stages/evidence/evidence_schema.ts";

type Model = Evidence["models"][number];

/** A model with two runs whose accuracies average to what is said, without spread. */
export function evidenceModel(
  id: string,
  changes: Partial<Omit<Model, "published" | "corrected" | "printed">> & {
    readonly published?: number;
    readonly corrected?: number;
    readonly printed?: Model["printed"];
  } = {},
): Model {
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

function summary(mean: number): Model["published"] {
  return {
    accuracies: [mean, mean],
    mean,
    std_population: 0,
    std_sample: 0,
  };
}
