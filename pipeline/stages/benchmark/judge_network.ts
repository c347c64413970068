import type { EvaluationIndex } from "./evaluation_index.ts";
import { confusionCounts } from "./confusion_counts.ts";
import { type NetworkStates, readMapStates } from "./map_states.ts";
import { readOutlineScores } from "./outline_scores.ts";
import type { BenchmarkParams, Reading } from "./params.ts";
import { readPredictions } from "./read_predictions.ts";
import { type RunScores, runScores } from "./run_scores.ts";
import { unionDice } from "./union_dice.ts";

/** The files of one network, part by part. */
export interface NetworkFiles {
  /** `logits.npy`. */
  readonly logits: readonly string[];
  /** `ids.json`. */
  readonly ids: readonly string[];
  /** `scores.csv`. */
  readonly scores: readonly string[];
  /** `states.csv`. */
  readonly states: readonly string[];
}

/** What is known of the images and their evaluations. */
export interface Judgement {
  /** The study's conventions. */
  readonly params: BenchmarkParams;
  /** The diagnosis of each image. */
  readonly gold: ReadonlyMap<string, string>;
  /** Every evaluation. */
  readonly evaluations: EvaluationIndex;
  /** The reading for comparisons image by image. */
  readonly compared: Reading;
}

/** What was found of one network. */
export interface NetworkResults {
  /** The network. */
  readonly id: string;
  /** The images that count for it. */
  readonly images: ReadonlySet<string>;
  /** A row for each diagnosis, a column for each output. */
  readonly counts: readonly (readonly number[])[];
  /** Scores of its maps by characteristic, by reading. */
  readonly readings: ReadonlyMap<string, ReadonlyMap<string, RunScores>>;
  /** Dice of its maps with whole outlines, by image, in the reading for comparisons. */
  readonly dice: ReadonlyMap<string, number>;
  /** What its maps show. */
  readonly states: NetworkStates;
}

/** Finds out what there is to know of one network; its scores are in memory meanwhile. */
export async function judgeNetwork(
  network: { readonly id: string; readonly images: ReadonlySet<string> },
  { files, judgement }: {
    readonly files: NetworkFiles;
    readonly judgement: Judgement;
  },
): Promise<NetworkResults> {
  const { id, images } = network;
  const { params, gold, evaluations, compared } = judgement;
  const outputs = params.labels.length;
  const predictions = await readPredictions(files, outputs);
  const outlines = await readOutlineScores(files.scores, evaluations);
  const known = { images, gold, evaluations };
  return {
    id,
    images,
    counts: confusionCounts(predictions, {
      images,
      gold,
      outputs,
      diagnoses: params.diagnoses,
    }),
    readings: new Map(
      params.readings.map((reading) => [
        reading.id,
        runScores(outlines, { ...known, reading }),
      ]),
    ),
    dice: unionDice(outlines, { ...known, reading: compared }),
    states: await readMapStates(files.states, {
      images,
      classOf: (image) => params.wirings[0]?.classes[gold.get(image) ?? ""],
    }),
  };
}
