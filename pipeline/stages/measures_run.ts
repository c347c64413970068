import { readFolds } from "../../data/dermx/read_folds.ts";
import { readTable, writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { photographSizes } from "./evaluations/photograph_sizes.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import { readRaterLocalisation } from "./localisation/score_rows.ts";
import { BLIND_MAPS, readBlindMaps } from "./measures/blind_maps.ts";
import { checkFolds } from "./measures/check_folds.ts";
import { constantSubjects } from "./measures/constant_subjects.ts";
import { detailsOf } from "./measures/details_of.ts";
import { exhibitsOf } from "./measures/exhibits_of.ts";
import { judgeSubject, type SubjectResults } from "./measures/judge_subject.ts";
import { LabelBook } from "./measures/label_book.ts";
import { MEASURE_ROWS } from "./measures/measures.ts";
import {
  type NetworkContext,
  readNetwork,
} from "./measures/network_subject.ts";
import { PaperMeasures } from "./measures/paper_measures.ts";
import type { MeasuresParams } from "./measures/params.ts";
import { raterSubjects } from "./measures/rater_subjects.ts";
import type { MeasuresResults } from "./measures/results.ts";
import {
  choiceCells,
  foldCells,
  frameworkCells,
} from "./measures/table_cells.ts";

/**
 * Judges networks, raters and baselines, in every choice.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If inputs do not fit each other, or not the study.
 */
export async function run(io: StageIO<MeasuresParams>): Promise<void> {
  const results = await measured(io);
  await writeTable(io.output("framework"), frameworkCells(results));
  await writeTable(io.output("choices"), choiceCells(results));
  await writeTable(io.output("folds"), foldCells(results));
  await writeJson(io.output("exhibits"), exhibitsOf(results));
  await writeJson(io.output("details"), detailsOf(results));
}

async function measured(
  io: StageIO<MeasuresParams>,
): Promise<MeasuresResults> {
  const params = paramsOf(io);
  const images = await readImages(io.input("images"));
  const evaluations = await readEvaluations({
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const book = new LabelBook({ evaluations, images, params });
  const context: JudgingContext = { params, images, book };
  const { folds, results: networks } = await judgeNetworks(io, context);
  const constants = folds.length === 0
    ? []
    : constantSubjects(folds, { book, ...params });
  const sizes = networks.length === 0 ? undefined : io.optionalParts("sizes");
  const maps: SubjectResults[] = [];
  for (const kind of BLIND_MAPS) {
    const parts = io.optionalParts(`${kind}_scores`);
    if (parts === undefined) continue;
    const { characteristics } = params;
    const options = { parts, folds, characteristics };
    maps.push(judgeSubject(await readBlindMaps(kind, options), params));
  }
  return {
    params,
    folds,
    subjects: [
      ...networks,
      ...await judgeRaters(io, context),
      ...constants.map((subject) => judgeSubject(subject, params)),
      ...maps,
    ],
    photographs: sizes === undefined
      ? null
      : await photographSizes(sizes, evaluations),
    paper: await PaperMeasures.read(io.optionalInput("paper")),
  };
}

/** What everyone is judged by. */
interface JudgingContext extends NetworkContext {
  readonly params: MeasuresParams;
}

/** The study's parameters, of the networks whose files were to be had. */
function paramsOf(io: StageIO<MeasuresParams>): MeasuresParams {
  const networks = io.params.networks.filter(({ id }) =>
    io.optionalParts(`ids.${id}`) !== undefined
  );
  return { ...io.params, networks };
}

/** One network after the other, so that the scores of one are in memory at a time. */
async function judgeNetworks(
  io: StageIO<MeasuresParams>,
  context: JudgingContext,
): Promise<{ folds: string[][]; results: SubjectResults[] }> {
  const { params } = context;
  const results: SubjectResults[] = [];
  let expected: readonly (readonly string[])[] | undefined;
  for (const network of params.networks) {
    const { folds, subject } = await readNetwork(network, { io, context });
    const source = `"${params.networks[0]!.id}"`;
    checkFolds(folds, { name: network.id, expected, source });
    expected ??= folds;
    results.push(judgeSubject(subject, params));
    const total = params.networks.length;
    io.progress(results.length, { total, unit: "networks" });
  }
  const lists = params.networks.length === 0
    ? io.optionalInput("folds")
    : undefined;
  if (lists !== undefined) {
    expected = (await readFolds(lists)).map(({ test }) =>
      test.map(({ image }) => image)
    );
    checkFolds(expected, { name: lists });
  }
  return { folds: (expected ?? []).map((images) => [...images]), results };
}

/** Raters diagnose in another stage, and only once: whomever they are compared with. */
async function judgeRaters(
  io: StageIO<MeasuresParams>,
  { params, images, book }: JudgingContext,
): Promise<SubjectResults[]> {
  const path = io.optionalInput("rater_scores");
  const rows = path === undefined ? [] : await readRaterLocalisation(path);
  const results = raterSubjects({ params, images, book, rows })
    .map((subject) => judgeSubject(subject, params));
  const diagnosis = await raterDiagnosis(io);
  return results.map((result) =>
    diagnosis === undefined || result.subject.id !== params.raters.id
      ? result
      : {
        ...result,
        figures: {
          ...result.figures,
          diagnosis: {
            base: { value: diagnosis, std: undefined, groups: [] },
            alternatives: [],
          },
        },
      }
  );
}

async function raterDiagnosis(
  io: StageIO<MeasuresParams>,
): Promise<number | undefined> {
  const path = io.optionalInput("rater_diagnoses");
  if (path === undefined) return undefined;
  const row = MEASURE_ROWS.diagnosis;
  const cell = (await readTable(path)).find((cell) =>
    cell.row === row && cell.statistic === "dermatologists"
  );
  if (cell !== undefined) return cell.value;
  throw new RangeError(
    `Cannot find the raters' "${row}" in "${path}": supply the table "framework" of the stage "rater_diagnoses"`,
  );
}
