import { writeCsv } from "../../data/csv.ts";
import type { Fold } from "../../data/dermx/fold.ts";
import { readFolds } from "../../data/dermx/read_folds.ts";
import { writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { baselineCells } from "./baselines/baseline_cells.ts";
import { detailsOf, type Trial } from "./baselines/details_of.ts";
import { describedImages, examplesOf } from "./baselines/examples_of.ts";
import { FOLD_ROW_COLUMNS, foldRows } from "./baselines/fold_rows.ts";
import { judgeLearner } from "./baselines/judge_learner.ts";
import { learnersExhibit } from "./baselines/learners_exhibit.ts";
import type { BaselinesParams } from "./baselines/params.ts";
import { predictionRows } from "./baselines/prediction_rows.ts";
import {
  SELECTION_COLUMNS,
  selectionRows,
} from "./baselines/selection_rows.ts";
import { selectionsExhibit } from "./baselines/selections_exhibit.ts";
import { PaperNumbers } from "./benchmark/paper_numbers.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { type ImageRow, readImages } from "./evaluations/read_images.ts";
import type { Exhibits } from "./exhibits/exhibit.ts";
import type { ImageLabels } from "./labels/image_labels.ts";
import { labelImages } from "./labels/label_images.ts";

/**
 * Puts every learner to the test with the labels of every selection.
 *
 * @throws {SyntaxError | TypeError} If an input is not what it should be.
 * @throws {RangeError} If folds and metadata, or the tables of evaluations, do not fit
 * each other or the study, or a learner cannot learn from a fold.
 */
export async function run(io: StageIO<BaselinesParams>): Promise<void> {
  const { params } = io;
  const { characteristics, diagnoses } = params;
  const folds = await readFolds(io.input("folds"));
  const images = await readImages(io.input("images"));
  checkDiagnoses(folds, { images, diagnoses });
  const evaluations = await readEvaluations({
    evaluations: io.input("evaluations"),
    selections: io.input("selections"),
  });
  const trials: Trial[] = [];
  for (const { scope, rule, least } of params.selections) {
    const labels = labelImages(
      evaluationsInScope(evaluations, { scope, described: images }),
      { rule, least, images, characteristics },
    );
    // Random orders are for the first: they would take most of the time.
    const none = { ...params.orders, rows: 0, columns: 0 };
    const options = trials.length === 0 ? params : { ...params, orders: none };
    trials.push(tried(folds, { labels, params: options }));
    io.progress(trials.length, { total: params.selections.length });
  }
  const results = params.selections.map((selection, i) => ({
    ...selection,
    images: detailsOf(trials[i]!).images.described,
    judgements: trials[i]!.judgements,
  }));

  const { judgements, examples } = trials[0]!;
  const details = detailsOf(trials[0]!);
  await writeTable(io.output("table"), judgements.flatMap(baselineCells));
  await writeCsv(io.output("selections"), {
    columns: SELECTION_COLUMNS,
    rows: selectionRows(results),
  });
  await writeCsv(io.output("folds"), {
    columns: FOLD_ROW_COLUMNS,
    rows: foldRows(folds),
  });
  await writeCsv(
    io.output("predictions"),
    predictionRows(judgements, { examples, diagnoses }),
  );
  await writeJson(io.output("details"), details);
  const paper = await PaperNumbers.read(io.optionalInput("paper"));
  await writeJson(
    io.output("exhibits"),
    {
      checks: [],
      exhibits: [
        learnersExhibit(judgements, { details, params, paper }),
        ...(results.length > 1 ? [selectionsExhibit(results)] : []),
      ],
      caution: null,
    } satisfies Exhibits,
  );
}

function tried(
  folds: readonly Fold[],
  { labels, params }: {
    readonly labels: readonly ImageLabels[];
    readonly params: BaselinesParams;
  },
): Trial {
  const options = { ...params, labels };
  const examples = examplesOf(folds, options);
  return {
    folds,
    examples,
    described: new Set(describedImages(options).map(({ image }) => image)),
    judgements: params.learners.map((learner) =>
      judgeLearner(learner, { folds: examples, params })
    ),
  };
}

/** The folds repeat what the metadata say of an image, and have to say the same. */
function checkDiagnoses(
  folds: readonly Fold[],
  { images, diagnoses }: {
    readonly images: ReadonlyMap<string, ImageRow>;
    readonly diagnoses: readonly string[];
  },
): void {
  for (const [fold, { train, test }] of folds.entries()) {
    for (const { image, diagnosis } of [...train, ...test]) {
      const gold = images.get(image)?.diagnosis;
      if (gold !== diagnosis) {
        throw new RangeError(
          `Cannot use fold ${fold}: it has "${image}" as "${diagnosis}", and the metadata ${
            gold === undefined ? "do not list it" : `as "${gold}"`
          }: supply folds and metadata of one release`,
        );
      }
      if (!diagnoses.includes(diagnosis)) {
        throw new RangeError(
          `Cannot use fold ${fold}: "${image}" is "${diagnosis}", which is none of the study's diagnoses: add it to "diagnoses"`,
        );
      }
    }
  }
}
