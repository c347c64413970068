import type { InputPort, Stage } from "../engine/stage.ts";

export type {
  Alternative,
  Choices,
  DiagnosisChoice,
  FoldsRule,
  IdentificationChoice,
  JudgedNetwork,
  JudgedRaters,
  LabelReading,
  LocalisationChoice,
  Measure,
  MeasureCheck,
  MeasuresParams,
} from "./measures/params.ts";

const OPTIONAL = { optional: true } as const;
const PARTS = { partitioned: true, ...OPTIONAL } as const;

/**
 * The framework paper's three measures of networks, and of raters beside them:
 * diagnosis, identification (which characteristics an image has) and localisation
 * (where they are), each over the test images of every fold. What the authors did not
 * publish is a choice of the study, and every number is given for other choices too.
 *
 * Inputs for each network, part k of each being fold k: `scores.<id>` of the stage
 * `localisation`, `logits.<id>` (of the characteristics), `diagnoses.<id>` and
 * `ids.<id>` of inference; a network whose files are not to be had is left out.
 * `sizes`, those of the photographs, which tell others from those that were annotated.
 * `centre_scores` and `random_scores`, of maps that look at no image. `folds`, a tar of
 * a release's lists, by which constant answers are judged where there is no network.
 * `rater_scores` of `rater_localisation`; `rater_diagnoses`, the table of the stage of
 * that name; `images`, `evaluations` and `selections` of `ingest`; `paper`, the numbers
 * that the framework paper prints.
 *
 * Outputs:
 * - `framework`: a results table named as the paper's numbers are;
 * - `choices`: for each measure (row) and choice (column; the study's own is `base`)
 *   everyone's number (statistic: a network's name, an id of the others);
 * - `folds`: for each measure (row) and subject (column) the number of each fold
 *   (statistic);
 * - `details`: {@link MeasuresDetails}; `exhibits`: the tables for people.
 *
 * @param networks Their ids, as in the parameters.
 */
export function measuresStage(networks: readonly string[]): Stage {
  const files = networks.flatMap((id): [string, InputPort][] => [
    [`scores.${id}`, PARTS],
    [`logits.${id}`, PARTS],
    [`diagnoses.${id}`, PARTS],
    [`ids.${id}`, PARTS],
  ]);
  return {
    id: "measures",
    revision: 1,
    entry: new URL("./measures_run.ts", import.meta.url),
    inputs: {
      ...Object.fromEntries(files),
      centre_scores: PARTS,
      random_scores: PARTS,
      folds: OPTIONAL,
      sizes: PARTS,
      rater_scores: OPTIONAL,
      rater_diagnoses: OPTIONAL,
      images: {},
      evaluations: {},
      selections: {},
      paper: OPTIONAL,
    },
    outputs: {
      framework: { file: "tables/networks.csv" },
      choices: { file: "tables/choices.csv" },
      folds: { file: "tables/folds.csv" },
      exhibits: { file: "exhibits.json" },
      details: { file: "measures.json" },
    },
    // Some hundred thousand rows are read, and garbage is collected late.
    resources: { cpu: 1, memoryMiB: 320 },
  };
}
