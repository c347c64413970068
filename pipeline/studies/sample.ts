import type { Study, StudyNode } from "../engine/study.ts";
import { studyGraph } from "../engine/study_graph.ts";
import { agreement } from "../stages/agreement.ts";
import { PUBLISHED_AGREEMENT } from "../stages/agreement_published.ts";
import {
  SAMPLE_BENCHMARK,
  SAMPLE_TARGETS,
} from "../stages/benchmark_sample.ts";
import { draw } from "../stages/draw.ts";
import { features } from "../stages/features.ts";
import { fit, type FitParams } from "../stages/fit.ts";
import { fitHeads } from "../stages/fit_heads.ts";
import { SAMPLE_HEADS, SAMPLE_LABELS } from "../stages/fit_heads_sample.ts";
import { generate } from "../stages/generate.ts";
import {
  type JoinExhibitsParams,
  joinExhibitsStage,
} from "../stages/join_exhibits.ts";
import { labels } from "../stages/labels.ts";
import {
  SAMPLE_LOCALISATION,
  SAMPLE_MEASURES,
  SAMPLE_RATER_LOCALISATION,
} from "../stages/measures_sample.ts";
import { ingest, type IngestParams } from "../stages/ingest.ts";
import { rasterCheck, type RasterCheckParams } from "../stages/raster_check.ts";
import { report } from "../stages/report.ts";
import type { ReportParams } from "../stages/report/params.ts";
import { SAMPLE_ARCHITECTURES, trunk } from "../stages/trunk.ts";
import type { StudyOptions } from "./catalogue.ts";
import { frameworkNodes } from "./framework_nodes.ts";
import { allFrom, from, published, tablesOf } from "./links.ts";
import {
  NETWORK_FIGURES,
  NETWORK_PUBLICATIONS,
  networkNodes,
  type NetworkNodesOptions,
  SHARDS,
  type StudiedNetwork,
} from "./network_nodes.ts";

const ID = "sample";
const TITLE = "The whole pipeline on generated pictures";

/** Chooses the data set, and with it the splits. */
const SEED = 1;

/** How large the sample study is. */
export interface SampleSize {
  /** Generated pictures. */
  readonly images: number;
  /** Networks of each architecture, each with a split of its own. */
  readonly runs: number;
}

const SIZE: SampleSize = { images: 216, runs: 5 };

/** As in the first release, whose form the data set has. */
const INGEST: IngestParams = {
  release: "v1",
  imagesWithoutMetadata: "refuse",
};

/** The pictures are drawn by the very code that draws outlines: none may differ. */
const RASTER_CHECK: RasterCheckParams = {
  sample: 64,
  seed: 1,
  naming: "instance",
  tolerance: { differingMasks: 0, differingPixels: 0 },
};

/** DermX's heads stand on this bank of filters; its folds are the shards. */
const TRUNK = "colour_bank";

/** Stages whose tables a report shows, in that order. */
const EXHIBITED = ["benchmark", "measures"] as const;

const IS = [
  "Every stage of the pipeline at work: generated pictures and raters, networks fitted to them, Grad-CAM, and the scores of the maps against the raters' outlines.",
  "The stages are those that the study of the first release runs when it is given photographs and networks.",
];

const IS_NOT = [
  "Nothing here is a replication: pictures, outlines and raters are made up, and the networks are small.",
  "Where a number of the paper stands beside one of ours, it shows what the paper prints at that place, and no agreement is to be read from it.",
];

const COMMANDS = [
  "npx -y deno@2.9.6 task reproduce sample",
  "npx -y deno@2.9.6 task why sample/benchmark",
];

/**
 * A data set that is made up, in the form of the first release, with pictures; small
 * networks that are fitted to it; and all that the study of the first release does
 * with photographs and networks.
 */
export function sample(options: StudyOptions): Study {
  return sampleOf(SIZE, options);
}

/** {@link sample}, in another size. */
export function sampleOf(
  { images, runs }: SampleSize,
  { devices }: Pick<StudyOptions, "devices">,
): Study {
  const networks = SAMPLE_ARCHITECTURES.flatMap((architecture) =>
    Array.from({ length: runs }, (_, run) => ({ architecture, run }))
  );
  const computed: StudyNode[] = [
    {
      id: "generate",
      stage: generate,
      params: { seed: SEED, images, shards: SHARDS },
      inputs: {},
    },
    {
      id: "draw",
      stage: draw,
      params: { quality: 90 },
      inputs: { scenes: from("generate", "scenes") },
    },
    {
      id: "ingest",
      stage: ingest,
      params: INGEST,
      inputs: {
        annotations: from("generate", "annotations"),
        metadata: from("generate", "metadata.csv"),
      },
    },
    {
      id: "agreement",
      stage: agreement,
      params: PUBLISHED_AGREEMENT,
      inputs: allFrom("ingest", agreement),
    },
    {
      id: "raster_check",
      stage: rasterCheck,
      params: RASTER_CHECK,
      inputs: {
        pictures: from("generate", "masks"),
        masks: from("ingest", "masks"),
        runs: from("ingest", "runs"),
      },
    },
    ...SAMPLE_ARCHITECTURES.flatMap((architecture): StudyNode[] => [
      {
        id: `trunk-${architecture}`,
        stage: trunk,
        params: { architecture },
        inputs: {},
      },
      {
        id: `features-${architecture}`,
        stage: features,
        params: { batch: 8 },
        inputs: {
          model: from(`trunk-${architecture}`, "model"),
          card: from(`trunk-${architecture}`, "card"),
          pixels: from(`preprocess-${architecture}`, "pixels"),
          ids: from(`preprocess-${architecture}`, "ids"),
        },
        device: devices.wasm,
      },
    ]),
    ...networks.map(({ architecture, run }): StudyNode => ({
      id: `fit-${architecture}-${run}`,
      stage: fit,
      params: {
        architecture,
        run,
        classes: SAMPLE_BENCHMARK.labels,
        seed: SEED,
        testShare: 0.3,
        l2: 2,
      } satisfies FitParams,
      inputs: {
        features: from(`features-${architecture}`, "features"),
        ids: from(`features-${architecture}`, "ids"),
        images: from("ingest", "images"),
        trunk: from(`trunk-${architecture}`, "model"),
        card: from(`trunk-${architecture}`, "card"),
      },
    })),
    ...networkNodes(explained(networks, devices)),
    {
      id: "labels",
      stage: labels,
      params: SAMPLE_LABELS,
      inputs: {
        images: from("ingest", "images"),
        evaluations: from("ingest", "evaluations"),
        selections: from("ingest", "selections"),
      },
    },
    {
      id: "fit_heads",
      stage: fitHeads,
      params: SAMPLE_HEADS,
      inputs: {
        features: from(`features-${TRUNK}`, "features"),
        ids: from(`features-${TRUNK}`, "ids"),
        images: from("ingest", "images"),
        labels: from("labels", "labels"),
        trunk: from(`trunk-${TRUNK}`, "model"),
        card: from(`trunk-${TRUNK}`, "card"),
      },
    },
    ...frameworkNodes({
      networks: [{
        id: SAMPLE_HEADS.network,
        model: from("fit_heads", "models"),
        card: from("fit_heads", "cards"),
        pixels: from(`preprocess-${TRUNK}`, "pixels"),
        ids: from(`preprocess-${TRUNK}`, "ids"),
        sizes: from(`preprocess-${TRUNK}`, "sizes"),
      }],
      devices,
      outlines: "resize_masks",
      localisation: SAMPLE_LOCALISATION,
      raterLocalisation: SAMPLE_RATER_LOCALISATION,
      measures: SAMPLE_MEASURES,
    }),
    {
      id: "exhibits",
      stage: joinExhibitsStage(EXHIBITED),
      params: { order: EXHIBITED } satisfies JoinExhibitsParams,
      inputs: Object.fromEntries(
        EXHIBITED.map((stage) => [stage, from(stage, "exhibits")]),
      ),
    },
  ];
  const page: StudyNode = {
    id: "report",
    stage: report,
    params: {},
    inputs: { exhibits: from("exhibits", "exhibits"), ...NETWORK_FIGURES },
  };
  const nodes = [...computed, page];
  const params: ReportParams = {
    study: ID,
    title: TITLE,
    data: "generated",
    is: IS,
    isNot: IS_NOT,
    papers: [],
    graph: studyGraph(nodes),
    commands: COMMANDS,
    sources: [],
  };
  return {
    id: ID,
    title: TITLE,
    nodes: [...computed, { ...page, params }],
    publications: [
      { file: "report.html", ...from("report", "html") },
      { file: "report.md", ...from("report", "markdown") },
      { file: "exhibits.json", ...from("exhibits", "exhibits") },
      ...tablesOf("agreement", agreement),
      ...NETWORK_PUBLICATIONS,
      ...computed.flatMap(({ id, stage }) =>
        id === "measures" ? tablesOf(id, stage) : []
      ),
    ],
  };
}

/** What is done with the networks. */
function explained(
  networks: readonly { readonly architecture: string; readonly run: number }[],
  devices: NetworkNodesOptions["devices"],
): NetworkNodesOptions {
  const fitted = networks.map(({ architecture, run }): StudiedNetwork => {
    const id = `${architecture}-${run}`;
    return {
      id,
      architecture,
      model: from(`fit-${id}`, "model"),
      card: from(`fit-${id}`, "card"),
      split: from(`fit-${id}`, "split"),
    };
  });
  return {
    networks: fitted,
    photographs: from("draw", "photographs"),
    inputs: Object.fromEntries(
      SAMPLE_ARCHITECTURES.map((architecture) => [
        architecture,
        from(`trunk-${architecture}`, "input"),
      ]),
    ),
    devices,
    targets: SAMPLE_TARGETS,
    benchmark: {
      ...SAMPLE_BENCHMARK,
      architectures: SAMPLE_BENCHMARK.architectures.map((architecture) => ({
        ...architecture,
        networks: fitted.flatMap((network) =>
          network.architecture === architecture.id ? [network.id] : []
        ),
      })),
    },
    data: "generated",
    paper: published("dataset_paper.csv"),
  };
}
