import { writeCsv } from "../../data/csv.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { architectureResults } from "./benchmark/architecture_results.ts";
import { compareArchitectures } from "./benchmark/compare_architectures.ts";
import {
  CONFUSION_COLUMNS,
  confusionRows,
} from "./benchmark/confusion_rows.ts";
import { detailsOf } from "./benchmark/details.ts";
import {
  DIAGNOSIS_COLUMNS,
  diagnosisRows,
} from "./benchmark/diagnosis_rows.ts";
import { exhibitsOf } from "./benchmark/exhibits_of.ts";
import {
  EXPLANATION_COLUMNS,
  explanationRows,
} from "./benchmark/explanation_rows.ts";
import { judgeNetworks } from "./benchmark/judge_networks.ts";
import { networkScores } from "./benchmark/network_scores.ts";
import { readOutlineScores } from "./benchmark/outline_scores.ts";
import { PaperNumbers } from "./benchmark/paper_numbers.ts";
import type { BenchmarkParams } from "./benchmark/params.ts";
import { photographSizes } from "./evaluations/photograph_sizes.ts";
import { readRaterComparisons } from "./benchmark/rater_comparisons.ts";
import { readJudgement } from "./benchmark/read_judgement.ts";
import type { BenchmarkResults } from "./benchmark/results.ts";
import { type OtherScores, scoreOthers } from "./benchmark/score_others.ts";

/**
 * Writes the tables of results, the exhibits and the details.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If inputs do not fit each other, or not the study.
 */
export async function run(io: StageIO<BenchmarkParams>): Promise<void> {
  const results = await benchmark(io);
  await writeCsv(io.output("diagnosis"), {
    columns: DIAGNOSIS_COLUMNS,
    rows: diagnosisRows(results),
  });
  await writeCsv(io.output("explanation"), {
    columns: EXPLANATION_COLUMNS,
    rows: explanationRows(results),
  });
  await writeCsv(io.output("confusion"), {
    columns: CONFUSION_COLUMNS,
    rows: confusionRows(results),
  });
  await writeJson(io.output("exhibits"), exhibitsOf(results));
  await writeJson(io.output("details"), detailsOf(results));
}

async function benchmark(
  io: StageIO<BenchmarkParams>,
): Promise<BenchmarkResults> {
  const { params } = io;
  const judgement = await readJudgement(params, {
    images: io.input("images"),
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const { evaluations } = judgement;
  const judged = await judgeNetworks(io, judgement);
  const networks = [...judged.values()];
  const others: OtherScores = {
    centre: await readOutlineScores(io.parts("centre_scores"), evaluations),
    random: await readOutlineScores(io.parts("random_scores"), evaluations),
    raters: await readRaterComparisons(io.parts("rater_scores"), evaluations),
  };
  const architectures = params.architectures.map((architecture) =>
    architectureResults(architecture, { params, networks: judged })
  );
  const explanations = params.readings.map((reading) =>
    [reading.id, [
      ...architectures.map((results) =>
        networkScores(results, { reading, std: params.std })
      ),
      ...scoreOthers(others, { reading, judgement, networks }),
    ]] as const
  );
  return {
    params,
    architectures,
    paper: await PaperNumbers.read(io.optionalInput("paper")),
    images: new Set(networks.flatMap(({ images }) => [...images])).size,
    explanations: new Map(explanations),
    comparisons: compareArchitectures(architectures, { others, judgement }),
    photographs: await photographSizes(io.parts("sizes"), evaluations.all),
  };
}
