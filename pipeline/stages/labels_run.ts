import { writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import type { LabelsParams } from "./labels.ts";
import { compareLabels, comparisonCells } from "./labels/compare_labels.ts";
import { labelImages } from "./labels/label_images.ts";
import { readPrintedLabels } from "./labels/read_printed_labels.ts";
import { writeLabels } from "./labels/write_labels.ts";

/**
 * Writes the labels by one rule, and how near each rule comes to the printed ones.
 *
 * @throws {SyntaxError} If a field of an input is not what its column promises.
 * @throws {TypeError} If a table has other columns than expected.
 */
export async function run(io: StageIO<LabelsParams>): Promise<void> {
  const { scope, characteristics, least, rule, compared } = io.params;
  const images = await readImages(io.input("images"));
  const all = await readEvaluations({
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const evaluations = evaluationsInScope(all, { scope, described: images });
  const options = { images, characteristics, least };
  await writeLabels(io.output("labels"), {
    characteristics,
    rows: labelImages(evaluations, { ...options, rule }),
  });
  const path = io.optionalInput("printed");
  const printed = path === undefined
    ? []
    : await readPrintedLabels(path, characteristics);
  const comparisons = compared.flatMap((rule) =>
    compareLabels(labelImages(evaluations, { ...options, rule }), {
      rule,
      characteristics,
      printed,
    })
  );
  await writeTable(io.output("rules"), comparisonCells(comparisons));
  await writeJson(io.output("details"), comparisons);
}
