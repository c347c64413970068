import { readFolds } from "../../data/dermx/read_folds.ts";
import { writeTable } from "../../data/ledger/table.ts";
import type { StageIO } from "../engine/stage.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import { readImages } from "./evaluations/read_images.ts";
import { readPrintedLabels } from "./labels/read_printed_labels.ts";
import type { PrintedTestList, ReleaseCountsParams } from "./release_counts.ts";
import { readCountedEvaluations } from "./release_counts/counted_evaluation.ts";
import { foldCounts } from "./release_counts/fold_counts.ts";
import { partCounts } from "./release_counts/part_counts.ts";

/** Counts the parts of a release, and its folds. */
export async function run(io: StageIO<ReleaseCountsParams>): Promise<void> {
  const { parts, terms, testList } = io.params;
  const described = await readImages(io.input("images"));
  const evaluations = await readCountedEvaluations({
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const folds = io.optionalInput("folds");
  const printed = io.optionalInput("printed");
  await writeTable(io.output("release"), [
    ...parts.flatMap(({ name, scope }) =>
      partCounts(evaluationsInScope(evaluations, { scope, described }), {
        name,
        described,
        terms,
      })
    ),
    ...folds === undefined ? [] : foldCounts(await readFolds(folds), {
      described,
      ...(printed !== undefined && {
        printed: await imagesOf(printed, testList),
      }),
    }),
  ]);
}

async function imagesOf(
  path: string,
  { notebook, characteristics }: PrintedTestList,
): Promise<ReadonlySet<string>> {
  const labels = await readPrintedLabels(path, characteristics);
  const own = labels.filter((label) => label.notebook === notebook);
  return new Set(own.map(({ image }) => image));
}
