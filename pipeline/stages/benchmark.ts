import type { InputPort, Stage } from "../engine/stage.ts";

export type {
  Baseline,
  BenchmarkArchitecture,
  BenchmarkParams,
  CheckRule,
  PaperCounterpart,
  Reading,
  UnionRule,
  Wiring,
} from "./benchmark/params.ts";

const PARTS = { partitioned: true } as const;

/**
 * The stage that gathers what networks were found to do: their diagnoses, their
 * maps against the outlines of raters, and the same of two baselines and of the
 * raters themselves.
 *
 * Inputs for each network: `logits.<id>` and `ids.<id>` as inference writes them,
 * `scores.<id>` and `states.<id>` of its maps, and `split.<id>`, needed only if
 * no more than the test part counts. `sizes` are the decoded photographs', `paper`
 * the numbers that a paper prints.
 *
 * Outputs: `diagnosis` and `explanation` are results tables with leading columns
 * `wiring` or `reading`, `subject` (an architecture, `centre`, `random`,
 * `dermatologist` or `dermatologist_same`) and `run` (a network, the network
 * whose images count, or empty for the summary over runs). `confusion` has each
 * network's counts, and with run `all` their sums. `exhibits` is for people and
 * `details` for other stages.
 *
 * @param networks Their ids.
 */
export function benchmarkStage(networks: readonly string[]): Stage {
  const perNetwork = networks.flatMap((id): [string, InputPort][] => [
    [`scores.${id}`, PARTS],
    [`logits.${id}`, PARTS],
    [`ids.${id}`, PARTS],
    [`states.${id}`, PARTS],
    [`split.${id}`, { optional: true }],
  ]);
  return {
    id: "benchmark",
    revision: 1,
    entry: new URL("./benchmark_run.ts", import.meta.url),
    inputs: {
      ...Object.fromEntries(perNetwork),
      centre_scores: PARTS,
      random_scores: PARTS,
      rater_scores: PARTS,
      images: {},
      evaluations: {},
      selections: {},
      sizes: PARTS,
      paper: { optional: true },
    },
    outputs: {
      diagnosis: { file: "tables/diagnosis.csv" },
      explanation: { file: "tables/explanation.csv" },
      confusion: { file: "tables/confusion.csv" },
      exhibits: { file: "exhibits.json" },
      details: { file: "benchmark.json" },
    },
    resources: { cpu: 1, memoryMiB: 256 },
  };
}
