import { type TableCell, writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import {
  type ConfusionMatrix,
  matrixAccuracy,
} from "../metrics/confusion_matrix.ts";
import { meanStd } from "../metrics/mean_std.ts";
import type { EvidenceParams } from "./evidence.ts";
import { alignColumns } from "./evidence/align_columns.ts";
import type {
  AccuracySummary,
  ClassHits,
  Evidence,
  ModelEvidence,
} from "./evidence/evidence.ts";
import { f1AdvantagePoints } from "./evidence/f1_advantage_points.ts";
import { performanceTable } from "./evidence/performance_table.ts";
import { readAccuracies } from "./evidence/read_accuracies.ts";
import { readMatrices } from "./evidence/read_matrices.ts";

/**
 * Writes Table 5 as printed and as corrected, the statements about it, and
 * `evidence.json`.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If the matrices do not fit together, or the study names a
 * model or a class that they lack.
 */
export async function run(io: StageIO<EvidenceParams>): Promise<void> {
  const { actual, predicted, models } = io.params;
  const matrices = await readMatrices(io.input("confusion_matrices"), actual);
  const printed = await readAccuracies(io.input("run_accuracies"));
  const text: TableCell[] = [];
  const described: ModelEvidence[] = [];
  const published: TableCell[][] = [];
  for (const table of ["table5a", "table5b"] as const) {
    const model = models[table];
    const runs = known(matrices, model.id);
    const aligned = runs.map((matrix) =>
      alignColumns(matrix, { actual, predicted })
    );
    const cells = performanceTable(runs, { ...io.params, names: predicted });
    published.push(cells);
    await writeTable(io.output(table), cells);
    await writeTable(
      io.output(`${table}_corrected`),
      performanceTable(aligned, { ...io.params, names: actual }),
    );
    const accuracies = runs.map(accuracyOf);
    const { mean, std } = meanStd(accuracies, io.params);
    text.push(...statement(`accuracy_${model.id}`, { mean, std }));
    const { images, accuracies: shares } = known(printed, model.id);
    described.push({
      ...model,
      table,
      runs: runs.length,
      published: summary(accuracies),
      corrected: summary(aligned.map(accuracyOf)),
      printed: { images, ...summary(shares) },
      hits: actual.map((name, index) => hits(runs, { name, index, predicted })),
    });
  }
  const [baseline = [], other = []] = published;
  text.push(
    ...statement("chance_accuracy", { value: 1 / actual.length }),
    ...statement("f1_advantage_points", {
      value: f1AdvantagePoints({ baseline, other }),
    }),
  );
  await writeTable(io.output("text"), text);
  const evidence: Evidence = {
    images: sum(known(matrices, models.table5a.id)[0]?.flat() ?? []),
    classes: actual.map((name, i) => ({
      actual: name,
      predicted: predicted[i] ?? "",
    })),
    models: described,
  };
  await writeJson(io.output("evidence"), evidence);
}

function known<T>(models: ReadonlyMap<string, T>, model: string): T {
  const found = models.get(model);
  if (found !== undefined) return found;
  throw new RangeError(
    `Cannot find model "${model}" among "${
      [...models.keys()].join('", "')
    }": name one of these in the study`,
  );
}

/** A matrix without samples is right on none of them. */
function accuracyOf(matrix: ConfusionMatrix): number {
  return matrixAccuracy(matrix) ?? 0;
}

function statement(
  row: string,
  statistics: Readonly<Record<string, number | undefined>>,
): TableCell[] {
  return Object.entries(statistics).flatMap(([statistic, value]) =>
    value === undefined ? [] : [{ row, column: "", statistic, value }]
  );
}

function summary(
  accuracies: readonly number[],
): AccuracySummary {
  const population = meanStd(accuracies, { std: "population" });
  const sample = meanStd(accuracies, { std: "sample" });
  return {
    accuracies: [...accuracies],
    mean: population.mean ?? 0,
    std_population: population.std ?? 0,
    std_sample: sample.std ?? 0,
  };
}

function hits(
  runs: readonly ConfusionMatrix[],
  { name, index, predicted }: {
    name: string;
    index: number;
    predicted: readonly string[];
  },
): ClassHits {
  const rows = runs.map((matrix) => matrix[index] ?? []);
  const column = (at: number): number => sum(rows.map((row) => row[at] ?? 0));
  return {
    actual: name,
    samples: sum(rows.flat()),
    same_index: column(index),
    same_class: column(predicted.indexOf(name)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
