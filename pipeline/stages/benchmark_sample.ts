import {
  ADDITIONAL_TERMS,
  BASIC_TERMS,
  DIAGNOSES,
} from "../../data/dermx/ontology.ts";
import { SAMPLE_ARCHITECTURES } from "../../models/architectures/sample/architectures.ts";
import type {
  BenchmarkArchitecture,
  BenchmarkParams,
  CheckRule,
} from "./benchmark.ts";
import type { PaperCounterpart } from "./benchmark/params.ts";
import type { DiagnosisTarget } from "./scores/target.ts";

const RUNS = [0, 1, 2, 3, 4];

/** What a reader finds in the paper at the place of each. */
const SHOWN: Readonly<
  Record<
    typeof SAMPLE_ARCHITECTURES[number],
    { readonly name: string; readonly paper: PaperCounterpart }
  >
> = {
  colour_bank: {
    name: "Colour bank",
    paper: { name: "ResNet-50", diagnosis: "table5a", explanation: "table6a" },
  },
  texture_bank: {
    name: "Texture bank",
    paper: {
      name: "EfficientNet-B4",
      diagnosis: "table5b",
      explanation: "table6b",
    },
  },
};

const GOLD: DiagnosisTarget = {
  id: "gold",
  classes: Object.fromEntries(DIAGNOSES.map((name, index) => [name, index])),
};

/** The maps that the sample study scores: of the class of the image. */
export const SAMPLE_TARGETS: readonly DiagnosisTarget[] = [GOLD];

/** Without these the demonstration demonstrates nothing. */
const CHECKS: readonly CheckRule[] = [
  {
    id: "diagnosis-mean",
    quantity: "macro-f1-mean",
    relation: ">=",
    threshold: 0.75,
  },
  {
    id: "diagnosis-worst-run",
    quantity: "macro-f1-lowest",
    relation: ">=",
    threshold: 0.6,
  },
  ...(["centre", "random"] as const).flatMap((against): CheckRule[] => [
    {
      id: `maps-above-${against}`,
      quantity: "dice-difference",
      against,
      relation: ">=",
      threshold: 0.05,
    },
    {
      id: `maps-above-${against}-p`,
      quantity: "dice-p-value",
      against,
      relation: "<=",
      threshold: 0.01,
    },
  ]),
];

/**
 * How the networks of the sample study are judged: on the images that each run
 * held out, by the conventions of the dataset paper and beside them by kept
 * evaluations alone.
 */
export const SAMPLE_BENCHMARK: BenchmarkParams = {
  architectures: SAMPLE_ARCHITECTURES.map((id): BenchmarkArchitecture => ({
    id,
    networks: RUNS.map((run) => `${id}-${run}`),
    ...SHOWN[id],
  })),
  diagnoses: DIAGNOSES,
  labels: DIAGNOSES,
  images: { evaluations: "all", part: "test" },
  wirings: [{ ...GOLD, title: "on held-out images", paper: true }],
  readings: [
    {
      id: "all",
      title: "every evaluation",
      target: GOLD.id,
      evaluations: "all",
      average: "mean",
      union: { images: "counted", average: "diagnoses" },
      paper: true,
    },
    {
      id: "kept",
      title: "kept evaluations only",
      target: GOLD.id,
      evaluations: "one-diagnosis",
      average: "mean",
      union: { images: "counted", average: "outlines" },
    },
  ],
  compared: "kept",
  rater: "Generated rater",
  characteristics: [...BASIC_TERMS, ...ADDITIONAL_TERMS],
  undefinedRates: "zero",
  std: "sample",
  checks: CHECKS,
  caution:
    "Pictures, outlines and raters of this study are generated. Its numbers show that every stage works, and nothing about skin, dermatologists or the networks of the paper.",
};
