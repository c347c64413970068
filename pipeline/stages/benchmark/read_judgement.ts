import { readEvaluations } from "../evaluations/read_evaluations.ts";
import { readImages } from "../evaluations/read_images.ts";
import { EvaluationIndex } from "./evaluation_index.ts";
import type { Judgement } from "./judge_network.ts";
import type { BenchmarkParams } from "./params.ts";

/** The tables of one ingest. */
export interface JudgementFiles {
  /** `images.csv`. */
  readonly images: string;
  /** `evaluations.csv`. */
  readonly evaluations: string;
  /** `selections.csv`. */
  readonly selections: string;
}

/**
 * Reads what networks are judged by.
 *
 * @throws {SyntaxError | TypeError} If a table is not what it should be.
 * @throws {RangeError} If the study compares by a reading that it does not have.
 */
export async function readJudgement(
  params: BenchmarkParams,
  files: JudgementFiles,
): Promise<Judgement> {
  const compared = params.readings.find(({ id }) => id === params.compared);
  if (compared === undefined) {
    throw new RangeError(
      `Cannot compare networks by reading "${params.compared}": name one of "${
        params.readings.map(({ id }) => id).join('", "')
      }" in the study`,
    );
  }
  const images = await readImages(files.images);
  return {
    params,
    compared,
    gold: new Map(
      [...images].map(([image, { diagnosis }]) => [image, diagnosis]),
    ),
    evaluations: new EvaluationIndex(await readEvaluations(files)),
  };
}
