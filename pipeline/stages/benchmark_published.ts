import {
  ADDITIONAL_TERMS,
  BASIC_TERMS,
  DIAGNOSES,
} from "../../data/dermx/ontology.ts";
import type { BenchmarkArchitecture, BenchmarkParams } from "./benchmark.ts";
import type { UnionRule } from "./benchmark/params.ts";
import { PUBLISHED_EVIDENCE } from "./evidence_published.ts";
import type { DiagnosisTarget } from "./scores/target.ts";

const RUNS = [0, 1, 2, 3, 4];

const RESNET: BenchmarkArchitecture = {
  id: "resnet50",
  name: "ResNet-50",
  networks: RUNS.map((run) => `resnet50-${run}`),
  paper: { name: "ResNet-50", diagnosis: "table5a", explanation: "table6a" },
};

const EFFICIENTNET: BenchmarkArchitecture = {
  id: "efficientnet_b4",
  name: "EfficientNet-B4",
  networks: RUNS.map((run) => `efficientnet_b4-${run}`),
  paper: {
    name: "EfficientNet-B4",
    diagnosis: "table5b",
    explanation: "table6b",
  },
};

/** The classes of a network's outputs, by index: in the order of the training folders. */
const LABELS = PUBLISHED_EVIDENCE.predicted;

/** Index i of the test folders stands for index i of the training folders, whatever their names. */
const PUBLISHED: DiagnosisTarget = {
  id: "published",
  classes: Object.fromEntries(DIAGNOSES.map((name, index) => [name, index])),
};

/** Every diagnosis stands for its own output. */
const CORRECTED: DiagnosisTarget = {
  id: "corrected",
  classes: Object.fromEntries(LABELS.map((name, index) => [name, index])),
};

/** The notebook of the union counts every image, and every diagnosis alike. */
const NOTEBOOK_UNION: UnionRule = { images: "all", average: "diagnoses" };

/** The union as the paper's text would have it. */
const PLAIN_UNION: UnionRule = { images: "counted", average: "outlines" };

/** The maps that the study of the first release scores. */
export const PUBLISHED_TARGETS: readonly DiagnosisTarget[] = [
  PUBLISHED,
  CORRECTED,
];

/**
 * The networks of the dataset paper and its conventions for Tables 5 and 6, as far
 * as its notebooks tell; beside them what the text describes, and what comes of
 * giving every diagnosis its own output.
 *
 * Outlines of discarded evaluations count in Table 6, though not in its text. One
 * notebook takes the mean over outlines, the other the median in the version that
 * is public; which made the print cannot be told, and the mean is taken for both.
 */
export const PUBLISHED_BENCHMARK: BenchmarkParams = {
  architectures: [RESNET, EFFICIENTNET],
  diagnoses: DIAGNOSES,
  labels: LABELS,
  images: { evaluations: "one-diagnosis", part: "all" },
  wirings: [
    { ...PUBLISHED, title: "paired by index as published", paper: true },
    { ...CORRECTED, title: "paired by class" },
  ],
  readings: [
    {
      id: "published",
      title: "as published",
      target: PUBLISHED.id,
      evaluations: "all",
      average: "mean",
      union: NOTEBOOK_UNION,
      paper: true,
    },
    {
      id: "published-median",
      title: "as published, with the median over outlines",
      target: PUBLISHED.id,
      evaluations: "all",
      average: "median",
      union: NOTEBOOK_UNION,
    },
    {
      id: "published-kept",
      title: "as published, kept evaluations only",
      target: PUBLISHED.id,
      evaluations: "one-diagnosis",
      average: "mean",
      union: PLAIN_UNION,
    },
    {
      id: "corrected",
      title: "each class by its own output",
      target: CORRECTED.id,
      evaluations: "all",
      average: "mean",
      union: NOTEBOOK_UNION,
    },
    {
      id: "corrected-kept",
      title: "each class by its own output, kept evaluations only",
      target: CORRECTED.id,
      evaluations: "one-diagnosis",
      average: "mean",
      union: PLAIN_UNION,
    },
  ],
  compared: "corrected-kept",
  rater: "Dermatologist",
  characteristics: [...BASIC_TERMS, ...ADDITIONAL_TERMS],
  undefinedRates: PUBLISHED_EVIDENCE.undefinedRates,
  std: PUBLISHED_EVIDENCE.std,
  checks: [],
  caution: null,
};
