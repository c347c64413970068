import type { Study, StudyNode } from "../engine/study.ts";
import { studyGraph } from "../engine/study_graph.ts";
import { agreement } from "../stages/agreement.ts";
import { DERMXDB_AGREEMENT } from "../stages/agreement_dermxdb.ts";
import { baselinesStage } from "../stages/baselines.ts";
import {
  DERMXDB_BASELINES,
  DERMXDB_SELECTIONS,
} from "../stages/baselines_dermxdb.ts";
import { compareStage } from "../stages/compare.ts";
import { DERMXDB_COMPARISON } from "../stages/compare_dermxdb.ts";
import { findings } from "../stages/findings.ts";
import { DERMXDB_FINDINGS } from "../stages/findings_dermxdb.ts";
import { fuse } from "../stages/fuse.ts";
import { DERMXDB_FUSION } from "../stages/fuse_dermxdb.ts";
import type { IngestParams } from "../stages/ingest.ts";
import { intraRater } from "../stages/intra_rater.ts";
import { DERMXDB_INTRA_RATER } from "../stages/intra_rater_dermxdb.ts";
import { labels } from "../stages/labels.ts";
import { rasterCheck, type RasterCheckParams } from "../stages/raster_check.ts";
import { raterDiagnoses } from "../stages/rater_diagnoses.ts";
import { DERMXDB_RATER_DIAGNOSES } from "../stages/rater_diagnoses_dermxdb.ts";
import { releaseCounts } from "../stages/release_counts.ts";
import { DERMXDB_RELEASE_COUNTS } from "../stages/release_counts_dermxdb.ts";
import { releaseExhibits } from "../stages/release_exhibits.ts";
import { report } from "../stages/report.ts";
import { FRAMEWORK_NOTEBOOK } from "../stages/report/layouts/framework_notebook.ts";
import { FRAMEWORK_PAPER } from "../stages/report/layouts/framework_paper.ts";
import type { ReportParams } from "../stages/report/params.ts";
import type { StudyOptions } from "./catalogue.ts";
import { allFrom, from, published, tablesOf } from "./links.ts";
import { OTHER_DATA, releaseNodes } from "./release_nodes.ts";

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

const IS = [
  "What the second release yields without photographs and networks: how far eight dermatologists agree with each other and, on a second round, with themselves; their outlines laid over each other; the characteristics of each image; and classifiers that see nothing but these, on the published folds.",
  "Every number in the framework paper's abstract, with what it takes to recompute it, and what the authors' notebook prints of the classifiers, beside ours.",
];

const IS_NOT = [
  "No network was run: DermX and DermX+ come with a later version, so their scores are blocked.",
  "The authors published no definition of the fused masks, of an image's characteristics or of the dermatologists' F1: the definitions are ours, and the tables show what hangs on them.",
];

const COMMANDS = [
  "npx -y deno@2.9.6 task reproduce dermxdb",
  "npx -y deno@2.9.6 task why dermxdb/agreement",
];

/** The labels that are shown and compared with the printed ones come first. */
const [SHOWN, ...OTHERS] = DERMXDB_SELECTIONS;

/** The framework paper, from the second release: what follows from the annotations. */
export function dermxdb({ sources, replaced }: StudyOptions): Study {
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
    ...labelNodes(),
    {
      id: "baselines",
      stage: baselinesStage(DERMXDB_SELECTIONS.map(({ id }) => id)),
      params: DERMXDB_BASELINES,
      inputs: {
        folds: from("fetch", "folds"),
        images: from("ingest", "images"),
        [`labels.${SHOWN!.id}`]: from("labels", "labels"),
        ...Object.fromEntries(
          OTHERS.map(({ id }) => [
            `labels.${id}`,
            from(`labels-${id}`, "labels"),
          ]),
        ),
        paper: published("notebook_baselines.csv"),
      },
    },
    {
      id: "compare",
      stage: compareStage(DERMXDB_COMPARISON),
      params: DERMXDB_COMPARISON,
      inputs: {
        framework_paper: published("framework_paper.csv"),
        notebook_baselines: published("notebook_baselines.csv"),
        framework: from("rater_diagnoses", "framework"),
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
    isNot: [...(replaced ? [OTHER_DATA] : []), ...IS_NOT],
    papers: [FRAMEWORK_PAPER, FRAMEWORK_NOTEBOOK],
    graph: studyGraph([...computed, page]),
    commands: COMMANDS,
    sources: [release.pin],
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
      ...computed.flatMap(({ id, stage }) =>
        OTHERS.some((other) => id === `labels-${other.id}`)
          ? []
          : tablesOf(id, stage)
      ),
    ],
    // Votes are large, and anyone can make them again from the release.
    unpublished: ["fetch", "fuse"],
  };
}

/** One node a selection of evaluations; the first is `labels`. */
function labelNodes(): StudyNode[] {
  return DERMXDB_SELECTIONS.map((selection) => ({
    id: selection === SHOWN ? "labels" : `labels-${selection.id}`,
    stage: labels,
    params: selection.labels,
    inputs: {
      images: from("ingest", "images"),
      evaluations: from("ingest", "evaluations"),
      selections: from("ingest", "selections"),
      ...(selection === SHOWN && {
        printed: published("notebook_labels.csv"),
      }),
    },
  }));
}
