import type { Stage } from "../engine/stage.ts";
import type { Publication, Source, Study, StudyNode } from "../engine/study.ts";
import { studyGraph } from "../engine/study_graph.ts";
import { agreement } from "../stages/agreement.ts";
import { PUBLISHED_AGREEMENT } from "../stages/agreement_published.ts";
import { census } from "../stages/census.ts";
import { PUBLISHED_CENSUS } from "../stages/census_published.ts";
import { compare } from "../stages/compare.ts";
import { PUBLISHED_COMPARISON } from "../stages/compare_published.ts";
import { evidence } from "../stages/evidence.ts";
import { PUBLISHED_EVIDENCE } from "../stages/evidence_published.ts";
import { fetchStage } from "../stages/fetch.ts";
import { findings } from "../stages/findings.ts";
import { PUBLISHED_FINDINGS } from "../stages/findings_published.ts";
import { ingest, type IngestParams } from "../stages/ingest.ts";
import { rasterCheck, type RasterCheckParams } from "../stages/raster_check.ts";
import { report } from "../stages/report.ts";
import { DATASET_PAPER } from "../stages/report/layouts/dataset_paper.ts";
import { FRAMEWORK_PAPER } from "../stages/report/layouts/framework_paper.ts";
import type { ReportParams } from "../stages/report/params.ts";
import type { StudyOptions } from "./catalogue.ts";
import { fetchParams, releaseOf } from "./sources.ts";

const ID = "dermx-v1";
const TITLE = "DermX: a Dermatological Diagnosis Explainability Dataset";
const RELEASE = "release-v1";

/** The annotations of this release all belong to images that the metadata list. */
const INGEST: IngestParams = {
  release: "v1",
  imagesWithoutMetadata: "refuse",
};

/** Four of the release's 3,562 pictures are known to differ by one pixel each. */
const RASTER_CHECK: RasterCheckParams = {
  sample: 64,
  seed: 1,
  naming: "instance",
  tolerance: { differingMasks: 4, differingPixels: 4 },
};

const IS = [
  "Every number that the papers print and, where the data at hand yield it, the same number recomputed: from the annotation files that eight dermatologists made, or from the confusion matrices that the authors' notebooks print.",
  "Each recomputed number names its route: raw data, or an intermediate that the authors published.",
];

const IS_NOT = [
  "No network was run: the photographs and the trained weights are not public, so Table 6 and the framework paper's scores are blocked.",
  "An exact match shows that we read the data and the method as the authors did, not that the method is right: see the findings.",
];

/** Said at the head of a report on data that the user pinned. */
const OTHER_DATA =
  "The data are not the published release: their pins were replaced for this run, so a number that differs says nothing about the paper.";

const COMMANDS = [
  "npx -y deno@2.9.6 task reproduce dermx-v1",
  "npx -y deno@2.9.6 task why dermx-v1/agreement",
];

/**
 * The dataset paper, from the first release: every number that follows from the
 * annotations, and those that follow from what the authors' notebooks print.
 */
export function dermxV1({ sources, replaced }: StudyOptions): Study {
  const release = releaseOf(sources, RELEASE);
  const fetched = fetchParams(sources, RELEASE, [
    "annotations",
    "masks",
    "metadata.csv",
  ]);
  const computed: StudyNode[] = [
    {
      id: "fetch",
      stage: fetchStage(fetched.paths),
      params: fetched,
      hosts: [new URL(fetched.url).host],
      inputs: {},
    },
    {
      id: "ingest",
      stage: ingest,
      params: INGEST,
      inputs: {
        annotations: from("fetch", "annotations"),
        metadata: from("fetch", "metadata.csv"),
      },
    },
    {
      id: "census",
      stage: census,
      params: PUBLISHED_CENSUS,
      inputs: allFrom("ingest", census),
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
        pictures: from("fetch", "masks"),
        masks: from("ingest", "masks"),
        runs: from("ingest", "runs"),
      },
    },
    {
      id: "evidence",
      stage: evidence,
      params: PUBLISHED_EVIDENCE,
      inputs: {
        confusion_matrices: published("confusion_matrices.csv"),
        run_accuracies: published("run_accuracies.csv"),
      },
    },
    {
      id: "compare",
      stage: compare,
      params: PUBLISHED_COMPARISON,
      inputs: {
        dataset_paper: published("dataset_paper.csv"),
        framework_paper: published("framework_paper.csv"),
        table1: from("census", "table1"),
        table2a: from("agreement", "table2a"),
        table2b: from("agreement", "table2b"),
        table3a: from("agreement", "table3a"),
        table3b: from("agreement", "table3b"),
        table4: from("census", "table4"),
        table5a: from("evidence", "table5a"),
        table5b: from("evidence", "table5b"),
        appendix_table1: from("agreement", "appendix_table1"),
        agreement_text: from("agreement", "text"),
        census_text: from("census", "text"),
        evidence_text: from("evidence", "text"),
      },
    },
    {
      id: "findings",
      stage: findings,
      params: PUBLISHED_FINDINGS,
      inputs: {
        ledger: from("compare", "ledger"),
        evidence: from("evidence", "evidence"),
        table5a: from("evidence", "table5a"),
        table5b: from("evidence", "table5b"),
        table5a_corrected: from("evidence", "table5a_corrected"),
        table5b_corrected: from("evidence", "table5b_corrected"),
        notebook_counts: published("notebook_counts.csv"),
        census: from("census", "census"),
        agreement_details: from("agreement", "pairs"),
        table2a: from("agreement", "table2a"),
        table2b: from("agreement", "table2b"),
        table3a: from("agreement", "table3a"),
        table3b: from("agreement", "table3b"),
        appendix_table1: from("agreement", "appendix_table1"),
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
    },
  };
  const nodes = [...computed, page];
  const params: ReportParams = {
    study: ID,
    title: TITLE,
    data: replaced ? "replaced" : "released",
    is: IS,
    isNot: replaced ? [OTHER_DATA, ...IS_NOT] : IS_NOT,
    papers: [DATASET_PAPER, FRAMEWORK_PAPER],
    graph: studyGraph(nodes),
    commands: COMMANDS,
    sources: [{
      release: new URL(release.repository).host +
        new URL(release.repository).pathname,
      commit: release.commit,
      paths: fetched.paths.map(({ path, id }) => ({ path, id })),
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
      ...tablesOf("census", census),
      ...tablesOf("agreement", agreement),
      ...tablesOf("evidence", evidence),
    ],
    unpublished: ["fetch"],
  };
}

/** An output of a node. */
function from(node: string, port: string): { node: string; port: string } {
  return { node, port };
}

/** Each input of a stage from the output of the same name of one node. */
function allFrom(
  node: string,
  { inputs }: { inputs: Readonly<Record<string, unknown>> },
): Record<string, Source> {
  return Object.fromEntries(
    Object.keys(inputs).map((port) => [port, from(node, port)]),
  );
}

/** The tables among a node's outputs. */
function tablesOf(node: string, { outputs }: Stage): Publication[] {
  return Object.entries(outputs).flatMap(([port, { file }]) =>
    file.startsWith("tables/") ? [{ file, node, port }] : []
  );
}

/** A file of numbers that the authors printed. */
function published(name: string): Source {
  return { file: new URL(`../../data/published/${name}`, import.meta.url) };
}
