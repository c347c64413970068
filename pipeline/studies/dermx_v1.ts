import type { Publication, Source, Study, StudyNode } from "../engine/study.ts";
import { studyGraph } from "../engine/study_graph.ts";
import { agreement } from "../stages/agreement.ts";
import { PUBLISHED_AGREEMENT } from "../stages/agreement_published.ts";
import {
  PUBLISHED_BENCHMARK,
  PUBLISHED_TARGETS,
} from "../stages/benchmark_published.ts";
import { census } from "../stages/census.ts";
import { PUBLISHED_CENSUS } from "../stages/census_published.ts";
import { compareStage } from "../stages/compare.ts";
import { PUBLISHED_COMPARISON } from "../stages/compare_published.ts";
import { evidence } from "../stages/evidence.ts";
import { PUBLISHED_EVIDENCE } from "../stages/evidence_published.ts";
import { findings } from "../stages/findings.ts";
import { PUBLISHED_FINDINGS } from "../stages/findings_published.ts";
import type { IngestParams } from "../stages/ingest.ts";
import { PHOTOGRAPH_EXTENSIONS, photographs } from "../stages/photographs.ts";
import { printedTables } from "../stages/printed_tables.ts";
import { PUBLISHED_PRINTED_TABLES } from "../stages/printed_tables_published.ts";
import { rasterCheck, type RasterCheckParams } from "../stages/raster_check.ts";
import type { StudyDevices } from "../stages/networks/study_devices.ts";
import { report } from "../stages/report.ts";
import { DATASET_PAPER } from "../stages/report/layouts/dataset_paper.ts";
import type { ReportParams } from "../stages/report/params.ts";
import type { StudyOptions } from "./catalogue.ts";
import { allFrom, from, published, tablesOf } from "./links.ts";
import {
  NETWORK_FIGURES,
  NETWORK_PUBLICATIONS,
  networkNodes,
  SHARDS,
  type StudiedNetwork,
} from "./network_nodes.ts";
import { OTHER_DATA, releaseNodes } from "./release_nodes.ts";
import type { Supplied } from "./supplied.ts";

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
  "Every number that the dataset paper prints and, where the data at hand yield it, the same number recomputed: from the annotation files that eight dermatologists made, or from the confusion matrices that the authors' notebooks print.",
  "Each recomputed number names its route: raw data, or an intermediate that the authors published.",
];

const NO_NETWORKS =
  "No network was run: the photographs and the trained weights are not public, so Table 6 is blocked.";

const SUPPLIED_NETWORKS =
  "Numbers recomputed by running a network come from the photographs and networks that this run was given: they replicate the paper if those are the authors' own, which nothing here can prove.";

const PHOTOGRAPHS_SHOWN =
  "The figures show some of those photographs: whoever passes this report on passes them on.";

const IS_NOT = [
  "An exact match shows that we read the data and the method as the authors did, not that the method is right: see the findings.",
];

const COMMANDS = [
  "npx -y deno@2.9.6 task reproduce dermx-v1",
  "npx -y deno@2.9.6 task why dermx-v1/agreement",
];

/**
 * The dataset paper, from the first release: every number that follows from the
 * annotations, and those that follow from what the authors' notebooks print.
 */
export function dermxV1(
  { sources, replaced, supplied, devices }: StudyOptions,
): Study {
  const { images, models } = supplied ?? {};
  const isExplained = images !== undefined && models !== undefined;
  const explained = isExplained
    ? explanationOf({ images, models }, devices)
    : NOT_EXPLAINED;
  const release = releaseNodes(sources, {
    release: RELEASE,
    paths: ["annotations", "masks", "metadata.csv"],
    ingest: INGEST,
  });
  const computed: StudyNode[] = [
    ...release.nodes,
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
    ...explained.nodes,
    {
      id: "compare",
      stage: compareStage(PUBLISHED_COMPARISON),
      params: PUBLISHED_COMPARISON,
      inputs: {
        dataset_paper: published("dataset_paper.csv"),
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
        ...explained.tables,
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
        ...explained.judged,
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
      ...explained.shown,
    },
  };
  const nodes = [...computed, page];
  const isNot = [
    ...(replaced ? [OTHER_DATA] : []),
    ...(isExplained ? [SUPPLIED_NETWORKS, PHOTOGRAPHS_SHOWN] : [NO_NETWORKS]),
    ...IS_NOT,
  ];
  const params: ReportParams = {
    study: ID,
    title: TITLE,
    data: replaced ? "replaced" : "released",
    is: IS,
    isNot,
    papers: [DATASET_PAPER],
    graph: studyGraph(nodes),
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
      ...tablesOf("census", census),
      ...tablesOf("agreement", agreement),
      ...tablesOf("evidence", evidence),
      ...explained.publications,
    ],
    unpublished: ["fetch", ...explained.unpublished],
  };
}

/** Stages whose outputs are the user's photographs and networks, which are not ours to hand on. */
const HELD_BACK = ["photographs", "preprocess", "rewrite"];

/** What networks add to the study. */
interface Explanation {
  readonly nodes: readonly StudyNode[];
  /** Inputs of the comparison. */
  readonly tables: Readonly<Record<string, Source>>;
  /** Inputs of the findings. */
  readonly judged: Readonly<Record<string, Source>>;
  /** Inputs of the report. */
  readonly shown: Readonly<Record<string, Source>>;
  readonly publications: readonly Publication[];
  /** Nodes that hold what is the user's. */
  readonly unpublished: readonly string[];
}

const NOT_EXPLAINED: Explanation = {
  nodes: [],
  tables: {},
  judged: {},
  shown: {},
  publications: [],
  unpublished: [],
};

/** Runs the user's networks on the user's photographs, for Tables 5 and 6. */
function explanationOf(
  { images, models }: Required<Supplied>,
  devices: StudyDevices,
): Explanation {
  const { architectures } = PUBLISHED_BENCHMARK;
  const networks = architectures.flatMap(({ id: architecture, networks }) =>
    networks.map((id): StudiedNetwork => {
      const { model, card } = models.get(id)!;
      return {
        id,
        architecture,
        model: { file: model },
        ...(card === undefined ? {} : { card: { file: card } }),
      };
    })
  );
  const nodes: StudyNode[] = [
    {
      id: "photographs",
      stage: photographs,
      params: { division: { by: "id", shards: SHARDS } },
      inputs: {
        pictures: { folder: images, extensions: PHOTOGRAPH_EXTENSIONS },
        images: from("ingest", "images"),
      },
    },
    ...networkNodes({
      networks,
      photographs: from("photographs", "photographs"),
      inputs: Object.fromEntries(
        architectures.map(({ id, networks: [first] }) => [
          id,
          from(`rewrite-${first}`, "input"),
        ]),
      ),
      devices,
      targets: PUBLISHED_TARGETS,
      benchmark: PUBLISHED_BENCHMARK,
      data: "released",
      paper: published("dataset_paper.csv"),
    }),
    {
      id: "printed_tables",
      stage: printedTables,
      params: PUBLISHED_PRINTED_TABLES,
      inputs: allFrom("benchmark", printedTables),
    },
  ];
  return {
    nodes,
    tables: Object.fromEntries(
      ["table5a", "table5b", "table6a", "table6b"].map((table) => [
        `model_${table}`,
        from("printed_tables", table),
      ]),
    ),
    judged: { benchmark: from("benchmark", "details") },
    shown: { exhibits: from("benchmark", "exhibits"), ...NETWORK_FIGURES },
    publications: [
      { file: "exhibits.json", ...from("benchmark", "exhibits") },
      ...NETWORK_PUBLICATIONS,
      ...tablesOf("printed_tables", printedTables),
    ],
    unpublished: nodes.flatMap(({ id, stage }) =>
      HELD_BACK.includes(stage.id) ? [id] : []
    ),
  };
}
