import { writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import type { CensusParams } from "./census.ts";
import { imagesByDiagnosis, imagesBySource } from "./census/image_tables.ts";
import { statements } from "./census/statements.ts";
import { takeCensus } from "./census/take_census.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";

/** Writes the tables of counts, the counts of the text, and everything else worth counting. */
export async function run(io: StageIO<CensusParams>): Promise<void> {
  const { params } = io;
  const images = await readImages(io.input("images"));
  const all = await readEvaluations({
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const evaluations = evaluationsInScope(all, {
    scope: params.scope,
    described: images,
  });
  const release = { evaluations, images };
  await writeTable(io.output("table1"), imagesBySource(release, params));
  await writeTable(io.output("table4"), imagesByDiagnosis(release, params));
  await writeTable(io.output("text"), statements(release, params));
  await writeJson(io.output("census"), takeCensus(release));
}
