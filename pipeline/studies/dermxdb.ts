import type { Study, StudyNode } from "../engine/study.ts";
import { studyGraph } from "../engine/study_graph.ts";
import { agreement } from "../stages/agreement.ts";
import { DERMXDB_AGREEMENT } from "../stages/agreement_dermxdb.ts";
import { baselines } from "../stages/baselines.ts";
import { DERMXDB_BASELINES } from "../stages/baselines_dermxdb.ts";
import { compareStage } from "../stages/compare.ts";
import { build, type BuildParams } from "../stages/build.ts";
import { dermxdbComparison } from "../stages/compare_dermxdb.ts";
import { findings } from "../stages/findings.ts";
import { DERMXDB_FINDINGS } from "../stages/findings_dermxdb.ts";
import { fuse } from "../stages/fuse.ts";
import { DERMXDB_FUSION } from "../stages/fuse_dermxdb.ts";
import type { IngestParams } from "../stages/ingest.ts";
import { intraRater } from "../stages/intra_rater.ts";
import { DERMXDB_INTRA_RATER } from "../stages/intra_rater_dermxdb.ts";
import { labels } from "../stages/labels.ts";
import { DERMXDB_LABELS } from "../stages/labels_dermxdb.ts";
import {
  DERMXDB_LOCALISATION,
  DERMXDB_MEASURES,
  DERMXDB_RATER_LOCALISATION,
} from "../stages/measures_dermxdb.ts";
import {
  PHOTOGRAPH_EXTENSIONS,
  photographs,
  type PhotographsParams,
} from "../stages/photographs.ts";
import { preprocessStage } from "../stages/preprocess.ts";
import { rasterCheck, type RasterCheckParams } from "../stages/raster_check.ts";
import { raterDiagnoses } from "../stages/rater_diagnoses.ts";
import { DERMXDB_RATER_DIAGNOSES } from "../stages/rater_diagnoses_dermxdb.ts";
import { releaseCounts } from "../stages/release_counts.ts";
import { DERMXDB_RELEASE_COUNTS } from "../stages/release_counts_dermxdb.ts";
import { releaseExhibits } from "../stages/release_exhibits.ts";
import { report } from "../stages/report.ts";
import { resizeMasks, type ResizeMasksParams } from "../stages/resize_masks.ts";
import { FRAMEWORK_NOTEBOOK } from "../stages/report/layouts/framework_notebook.ts";
import { FRAMEWORK_PAPER } from "../stages/report/layouts/framework_paper.ts";
import type { ReportParams } from "../stages/report/params.ts";
import { type WeightsParams, weightsStage } from "../stages/weights.ts";
import { DERMXDB_WEIGHTS } from "../stages/weights_dermxdb.ts";
import type { StudyOptions } from "./catalogue.ts";
import { type FoldedNetwork, frameworkNodes } from "./framework_nodes.ts";
import { allFrom, from, published, tablesOf } from "./links.ts";
import { OTHER_DATA, releaseNodes } from "./release_nodes.ts";
import { lackOfWeights, weightsHosts, weightsParams } from "./sources.ts";
import type { Supplied } from "./supplied.ts";

const ID = "dermxdb";
const TITLE =
  "DermX: An end-to-end framework for explainable automated dermatological diagnosis";
const RELEASE = "release-v2";

/** The metadata describe 566 of the release's 630 images. */
const INGEST: IngestParams = { release: "v2", imagesWithoutMetadata: "keep" };

/** Seven of the release's 9,363 pictures are known to differ by one pixel each. */
const RASTER_CHECK: RasterCheckParams = {
  sample: 64,
  seed: 1,
  naming: "class",
  tolerance: { differingMasks: 7, differingPixels: 7 },
};

/**
 * Outlines meet maps in the size of the pictures that DermX takes on EfficientNet-B2,
 * by the pixel that torch takes for the nearest. A network is tested on its fold.
 */
const OUTLINES: ResizeMasksParams = {
  width: 260,
  height: 260,
  division: { by: "fold" },
  nearest: "torch",
};

/** The networks whose weights are published. */
const NETWORKS = DERMXDB_WEIGHTS.networks.map(({ id }) => id);

/** Anyone can fetch the release and lay its outlines over each other; both are large. */
const UNPUBLISHED = ["fetch", "fuse", "resize_masks", "weights"];

/** Stages whose outputs are photographs, or as large as all weights. */
const HELD_BACK = ["photographs", "preprocess", "build", "rewrite"];

const IS = [
  "What the second release yields: how far eight dermatologists agree with each other and, on a second round, with themselves; their outlines laid over each other; the characteristics of each image; classifiers that see nothing but these, on the published folds; and how well dermatologists do in the framework paper's three measures, by definitions that are ours.",
  "Every number in the framework paper's abstract, with what it takes to recompute it, and what the authors' notebook prints of the classifiers, beside ours.",
];

const NO_NETWORKS =
  "No network was run, as the photographs are not public: the scores of DermX and DermX+ are blocked.";

const NETWORKS_RUN =
  "Where tables show DermX and DermX+, these were run from the published weights on the photographs that this run was given, by the published folds. It is not known whether they were fitted by these folds: if not, they have seen most of what they are tested on. Where they are not shown, the ledger says what was missing.";

const IS_NOT = [
  "The authors published no definition of the fused masks, of an image's characteristics or of the dermatologists' F1: the definitions are ours, and the tables show what hangs on them.",
];

const COMMANDS = [
  "npx -y deno@2.9.6 task reproduce dermxdb",
  "npx -y deno@2.9.6 task why dermxdb/agreement",
];

/**
 * The framework paper, from the second release: what follows from the annotations and,
 * where there are photographs, what its networks make of them.
 */
export function dermxdb(
  { sources, replaced, supplied, devices }: StudyOptions,
): Study {
  const isRun = supplied !== undefined;
  const lack = isRun ? lackOfWeights(sources, RELEASE) : undefined;
  const weights = isRun && lack === undefined
    ? weightsParams(sources, RELEASE, DERMXDB_WEIGHTS)
    : undefined;
  const prepared = isRun ? preparation(supplied, { weights, lack }) : [];
  const comparison = dermxdbComparison({ photographs: isRun, lack });
  const release = releaseNodes(sources, {
    release: RELEASE,
    paths: ["annotations", "masks", "folds", "metadata.csv"],
    ingest: INGEST,
  });
  const computed: StudyNode[] = [
    ...release.nodes,
    {
      id: "release_counts",
      stage: releaseCounts,
      params: DERMXDB_RELEASE_COUNTS,
      inputs: {
        ...allFrom("ingest", releaseCounts),
        folds: from("fetch", "folds"),
        printed: published("notebook_labels.csv"),
      },
    },
    {
      id: "agreement",
      stage: agreement,
      params: DERMXDB_AGREEMENT,
      inputs: allFrom("ingest", agreement),
    },
    {
      id: "intra_rater",
      stage: intraRater,
      params: DERMXDB_INTRA_RATER,
      inputs: allFrom("ingest", intraRater),
    },
    {
      id: "rater_diagnoses",
      stage: raterDiagnoses,
      params: DERMXDB_RATER_DIAGNOSES,
      inputs: allFrom("ingest", raterDiagnoses),
    },
    {
      id: "raster_check",
      stage: rasterCheck,
      params: RASTER_CHECK,
      inputs: {
        pictures: from("fetch", "masks"),
        masks: from("ingest", "masks"),
        runs: from("ingest", "runs"),
      },
    },
    {
      id: "fuse",
      stage: fuse,
      params: DERMXDB_FUSION,
      inputs: allFrom("ingest", fuse),
    },
    {
      id: "labels",
      stage: labels,
      params: DERMXDB_LABELS,
      inputs: {
        ...allFrom("ingest", labels),
        printed: published("notebook_labels.csv"),
      },
    },
    {
      id: "resize_masks",
      stage: resizeMasks,
      params: OUTLINES,
      inputs: {
        ...allFrom("ingest", resizeMasks),
        folds: from("fetch", "folds"),
      },
    },
    ...prepared,
    ...frameworkNodes({
      networks: isRun ? NETWORKS.map(foldedNetwork) : [],
      devices,
      outlines: "resize_masks",
      localisation: DERMXDB_LOCALISATION,
      raterLocalisation: DERMXDB_RATER_LOCALISATION,
      measures: DERMXDB_MEASURES,
      raterDiagnoses: from("rater_diagnoses", "framework"),
      folds: from("fetch", "folds"),
    }),
    {
      id: "baselines",
      stage: baselines,
      params: DERMXDB_BASELINES,
      inputs: {
        ...allFrom("ingest", baselines),
        folds: from("fetch", "folds"),
        paper: published("notebook_baselines.csv"),
      },
    },
    {
      id: "compare",
      stage: compareStage(comparison),
      params: comparison,
      inputs: {
        framework_paper: published("framework_paper.csv"),
        notebook_baselines: published("notebook_baselines.csv"),
        framework: from("rater_diagnoses", "framework"),
        networks: from("measures", "framework"),
        baselines: from("baselines", "table"),
      },
    },
    {
      id: "findings",
      stage: findings,
      params: DERMXDB_FINDINGS,
      inputs: {
        ledger: from("compare", "ledger"),
        labels: from("labels", "details"),
        intra_rater: from("intra_rater", "details"),
        rater_diagnoses: from("rater_diagnoses", "details"),
        release: from("release_counts", "release"),
        choices: from("measures", "choices"),
        measures: from("measures", "details"),
        baselines: from("baselines", "details"),
      },
    },
    {
      id: "exhibits",
      stage: releaseExhibits,
      params: {},
      inputs: {
        release: from("release_counts", "release"),
        table2a: from("agreement", "table2a"),
        table2b: from("agreement", "table2b"),
        appendix_table1: from("agreement", "appendix_table1"),
        table3b: from("agreement", "table3b"),
        intra_rater: from("intra_rater", "details"),
        rater_diagnoses: from("rater_diagnoses", "details"),
        fusion: from("fuse", "fusion"),
        labels: from("labels", "details"),
        measures: from("measures", "exhibits"),
        baselines: from("baselines", "exhibits"),
      },
    },
  ];
  const page: StudyNode = {
    id: "report",
    stage: report,
    params: {},
    inputs: {
      ledger: from("compare", "ledger"),
      findings: from("findings", "findings"),
      exhibits: from("exhibits", "exhibits"),
    },
  };
  const params: ReportParams = {
    study: ID,
    title: TITLE,
    data: replaced ? "replaced" : "released",
    is: IS,
    isNot: [
      ...(replaced ? [OTHER_DATA] : []),
      isRun ? NETWORKS_RUN : NO_NETWORKS,
      ...IS_NOT,
    ],
    papers: [FRAMEWORK_PAPER, FRAMEWORK_NOTEBOOK],
    graph: studyGraph([...computed, page]),
    commands: COMMANDS,
    sources: [{
      ...release.pin,
      paths: [
        ...release.pin.paths,
        ...(weights === undefined ? [] : [weights.tree]),
      ],
    }],
  };
  return {
    id: ID,
    title: TITLE,
    nodes: [...computed, { ...page, params }],
    publications: [
      { file: "report.html", ...from("report", "html") },
      { file: "report.md", ...from("report", "markdown") },
      { file: "ledger.json", ...from("compare", "ledger") },
      { file: "findings.json", ...from("findings", "findings") },
      { file: "exhibits.json", ...from("exhibits", "exhibits") },
      ...computed.flatMap(({ id, stage }) => tablesOf(id, stage)),
    ],
    unpublished: [
      ...UNPUBLISHED,
      ...computed.flatMap(({ id, stage }) =>
        HELD_BACK.includes(stage.id) ? [id] : []
      ),
    ],
  };
}

/** From weights and photographs to what the networks are run with. */
function preparation(
  { images }: Supplied,
  { weights, lack }: {
    readonly weights: WeightsParams | undefined;
    /** Why there are none, and what to do. */
    readonly lack: string | undefined;
  },
): StudyNode[] {
  return [
    ...(weights === undefined ? [] : [weightsNode(weights)]),
    {
      id: "photographs",
      stage: photographs,
      params: { division: OUTLINES.division } satisfies PhotographsParams,
      inputs: {
        pictures: { folder: images, extensions: PHOTOGRAPH_EXTENSIONS },
        images: from("ingest", "images"),
        folds: from("fetch", "folds"),
      },
    },
    ...DERMXDB_MEASURES.networks.flatMap(({ id, name }): StudyNode[] => [
      {
        id: `build-${id}`,
        stage: build,
        params: {
          network: name,
          labels: DERMXDB_MEASURES.characteristics,
          diagnoses: DERMXDB_MEASURES.diagnoses,
        } satisfies BuildParams,
        inputs: {
          weights: lack === undefined
            ? from("weights", id)
            : { missing: "weights", message: lack },
        },
      },
      {
        id: `preprocess-${id}`,
        stage: preprocessStage({ ofNetwork: true }),
        params: {},
        inputs: {
          photographs: from("photographs", "photographs"),
          input: from(`build-${id}`, "input"),
        },
      },
    ]),
  ];
}

function weightsNode(params: WeightsParams): StudyNode {
  return {
    id: "weights",
    stage: weightsStage(NETWORKS),
    params,
    hosts: weightsHosts(params),
    inputs: {},
  };
}

function foldedNetwork(id: string): FoldedNetwork {
  return {
    id,
    model: from(`build-${id}`, "model"),
    card: from(`build-${id}`, "card"),
    pixels: from(`preprocess-${id}`, "pixels"),
    ids: from(`preprocess-${id}`, "ids"),
    sizes: from(`preprocess-${id}`, "sizes"),
  };
}
