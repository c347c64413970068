import type { Publication, Source, StudyNode } from "../engine/study.ts";
import { type BenchmarkParams, benchmarkStage } from "../stages/benchmark.ts";
import { type FiguresParams, figuresStage } from "../stages/figures.ts";
import { gradcam, type GradcamParams } from "../stages/gradcam.ts";
import { inferStage } from "../stages/infer.ts";
import type { StudyDevice } from "../stages/networks/study_device.ts";
import type { StudyDevices } from "../stages/networks/study_devices.ts";
import { parity } from "../stages/parity.ts";
import { preprocess } from "../stages/preprocess.ts";
import { raterScores } from "../stages/rater_scores.ts";
import {
  referenceMaps,
  type ReferenceMapsParams,
} from "../stages/reference_maps.ts";
import { resizeMasks } from "../stages/resize_masks.ts";
import { rewrite, type RewriteParams } from "../stages/rewrite.ts";
import { scoreStage } from "../stages/score.ts";
import type { Target } from "../stages/scores/target.ts";
import { from, type OutputOf } from "./links.ts";

/** Into how many parts per-image work is divided. */
export const SHARDS = 4;

/** The size in which maps and outlines meet: the dataset paper's input (section 2.3). */
const MEETING_SIZE = { width: 400, height: 300 };

/** As the dataset paper's maps were kept. */
const NORMALISATION: GradcamParams = { normalisation: "max", quantise: true };

/** What lies beyond a map's edge when it is enlarged: as in the dataset paper's code. */
const BORDER = "mirror";

/** Pictures a run of a network; WebAssembly gains nothing from more than one. */
export const BATCH: Readonly<Record<StudyDevice, number>> = {
  wasm: 1,
  webgpu: 4,
};

/**
 * How far WebGPU may be from WebAssembly, relative to the norm of an output. What
 * float32 and another order of sums explain stays a hundred times below.
 */
export const PARITY = { images: 4, tolerance: 1e-3 };

/** The figures of a report, as its inputs. */
export const NETWORK_FIGURES: Readonly<Record<string, OutputOf>> = {
  figure2: from("figures", "figure2"),
  figure3: from("figures", "figure3"),
  confusion: from("figures", "confusion"),
};

/** What a run leaves of the networks at the top of the results. */
export const NETWORK_PUBLICATIONS: readonly Publication[] = [
  { file: "figures/figure2.png", ...from("figures", "figure2") },
  { file: "figures/figure3.png", ...from("figures", "figure3") },
  { file: "figures/confusion_matrices.png", ...from("figures", "confusion") },
  ...["diagnosis", "explanation", "confusion"].map((port) => ({
    file: `tables/${port}.csv`,
    ...from("benchmark", port),
  })),
];

/** A network of a study. */
export interface StudiedNetwork {
  /** Such as `"resnet50-0"`. */
  readonly id: string;
  /** Networks of one architecture get the same pictures. */
  readonly architecture: string;
  /** The ONNX file. */
  readonly model: Source;
  /** What is said beside it. */
  readonly card?: Source;
  /** The images that it was fitted to, and those held out. */
  readonly split?: OutputOf;
}

/** What {@link networkNodes} is given. */
export interface NetworkNodesOptions {
  /** In the order of the tables; at least one. */
  readonly networks: readonly StudiedNetwork[];
  /** Tars of pictures by shard. */
  readonly photographs: OutputOf;
  /** How the pictures of an architecture are prepared; by its id. */
  readonly inputs: Readonly<Record<string, OutputOf>>;
  /** Where networks run. */
  readonly devices: StudyDevices;
  /** The maps that are scored. */
  readonly targets: readonly Target[];
  /** How networks are judged. */
  readonly benchmark: BenchmarkParams;
  /** Where the data come from, which figures say. */
  readonly data: FiguresParams["data"];
  /** The numbers that a paper prints. */
  readonly paper: Source;
}

/**
 * The part of a study that runs networks and judges them, from photographs and ONNX
 * files to tables and figures. It reads the annotations from the node `ingest`.
 */
export function networkNodes(options: NetworkNodesOptions): StudyNode[] {
  const { networks, benchmark } = options;
  const [first] = networks;
  const architectures = [...new Set(networks.map((x) => x.architecture))];
  const prepared = `preprocess-${first!.architecture}`;
  return [
    {
      id: "resize_masks",
      stage: resizeMasks,
      params: {
        ...MEETING_SIZE,
        division: { by: "id", shards: SHARDS },
        nearest: "centre",
      },
      inputs: {
        masks: from("ingest", "masks"),
        runs: from("ingest", "runs"),
        images: from("ingest", "images"),
      },
    },
    ...architectures.map((architecture): StudyNode => ({
      id: `preprocess-${architecture}`,
      stage: preprocess,
      params: {},
      inputs: {
        input: options.inputs[architecture]!,
        photographs: options.photographs,
      },
    })),
    ...networks.flatMap((network) => nodesOf(network, options)),
    ...(["centre", "random"] as const).flatMap((kind) => [
      {
        id: `reference_maps-${kind}`,
        stage: referenceMaps,
        params: {
          kind,
          seed: 1,
          ...NORMALISATION,
        } satisfies ReferenceMapsParams,
        inputs: {
          card: from(`rewrite-${first!.id}`, "card"),
          ids: from(prepared, "ids"),
        },
      },
      scoreNode(`reference_maps-${kind}`, kind, {
        targets: options.targets,
        logits: false,
      }),
    ]),
    {
      id: "rater_scores",
      stage: raterScores,
      params: {},
      inputs: {
        masks: from("resize_masks", "masks"),
        runs: from("resize_masks", "runs"),
        evaluations: from("ingest", "evaluations"),
        selections: from("ingest", "selections"),
      },
    },
    {
      id: "benchmark",
      stage: benchmarkStage(networks.map(({ id }) => id)),
      params: benchmark,
      inputs: {
        ...Object.fromEntries(networks.flatMap(({ id, split }) => [
          [`scores.${id}`, from(`score-${id}`, "scores")],
          [`logits.${id}`, from(`infer-${id}`, "logits")],
          [`ids.${id}`, from(`infer-${id}`, "ids")],
          [`states.${id}`, from(`gradcam-${id}`, "states")],
          ...(split === undefined ? [] : [[`split.${id}`, split] as const]),
        ])),
        centre_scores: from("score-centre", "scores"),
        random_scores: from("score-random", "scores"),
        rater_scores: from("rater_scores", "scores"),
        images: from("ingest", "images"),
        evaluations: from("ingest", "evaluations"),
        selections: from("ingest", "selections"),
        sizes: from(prepared, "sizes"),
        paper: options.paper,
      },
    },
    figuresNode(options),
  ];
}

/** What happens to one network. */
function nodesOf(
  network: StudiedNetwork,
  { devices, benchmark, targets, inputs }: NetworkNodesOptions,
): StudyNode[] {
  const { id, architecture, model, card } = network;
  const { device, facts } = devices;
  const rewritten = (node: string, on: StudyDevice): StudyNode => ({
    id: node,
    stage: rewrite,
    params: {
      id,
      device: on,
      labels: benchmark.labels,
      diagnoses: null,
      layer: null,
    } satisfies RewriteParams,
    inputs: { model, ...(card === undefined ? {} : { card }) },
  });
  const pictures = {
    pixels: from(`preprocess-${architecture}`, "pixels"),
    ids: from(`preprocess-${architecture}`, "ids"),
  };
  const ready = {
    model: from(`rewrite-${id}`, "model"),
    card: from(`rewrite-${id}`, "card"),
  };
  // Where WebGPU computes, the network as it was is computed by WebAssembly as well.
  const compared: StudyNode[] = device !== "webgpu" ? [] : [
    rewritten(`rewrite_wasm-${id}`, "wasm"),
    {
      id: `parity-${id}`,
      stage: parity,
      params: { ...PARITY, facts },
      inputs: {
        ...ready,
        ...pictures,
        reference: from(`rewrite_wasm-${id}`, "model"),
      },
      device: facts,
    },
  ];
  return [
    rewritten(`rewrite-${id}`, device),
    ...compared,
    {
      id: `infer-${id}`,
      stage: inferStage(device),
      params: { batch: BATCH[device], facts },
      inputs: {
        ...ready,
        ...pictures,
        input: inputs[architecture]!,
        ...(device === "webgpu"
          ? { verdict: from(`parity-${id}`, "verdict") }
          : {}),
      },
      device: facts,
    },
    {
      id: `gradcam-${id}`,
      stage: gradcam,
      params: NORMALISATION,
      inputs: {
        cam: from(`infer-${id}`, "cam"),
        ids: from(`infer-${id}`, "ids"),
      },
    },
    scoreNode(`gradcam-${id}`, id, { targets, logits: true }),
  ];
}

/** The node `score-<id>`, of maps that a node yields. */
function scoreNode(
  maps: string,
  id: string,
  { targets, logits }: {
    readonly targets: readonly Target[];
    readonly logits: boolean;
  },
): StudyNode {
  return {
    id: `score-${id}`,
    stage: scoreStage({ logits }),
    params: { targets, border: BORDER },
    inputs: {
      maps: from(maps, "maps"),
      ids: from(logits ? `infer-${id}` : maps, "ids"),
      ...(logits ? { logits: from(`infer-${id}`, "logits") } : {}),
      masks: from("resize_masks", "masks"),
      runs: from("resize_masks", "runs"),
      images: from("resize_masks", "images"),
    },
  };
}

/** The first network of each architecture is drawn. */
function figuresNode(
  { networks, photographs, benchmark, data }: NetworkNodesOptions,
): StudyNode {
  const drawn = benchmark.architectures.map(({ id, networks: [first] }) => ({
    architecture: id,
    network: first!,
    split: networks.find((x) => x.id === first)!.split,
  }));
  const params: FiguresParams = {
    data,
    architectures: benchmark.architectures.map(({ id, name }) => ({
      id,
      name,
    })),
    run: "0",
    classes: benchmark.wirings.at(-1)!.classes,
    border: BORDER,
    figure2: { image: null },
    figure3: { images: null, examples: 3 },
  };
  return {
    id: "figures",
    stage: figuresStage(drawn.map(({ architecture }) => architecture)),
    params,
    inputs: {
      photographs,
      masks: from("ingest", "masks"),
      runs: from("ingest", "runs"),
      images: from("ingest", "images"),
      confusion: from("benchmark", "confusion"),
      ...Object.fromEntries(
        drawn.flatMap(({ architecture, network, split }) => [
          [`maps.${architecture}`, from(`gradcam-${network}`, "maps")],
          [`logits.${architecture}`, from(`infer-${network}`, "logits")],
          [`ids.${architecture}`, from(`infer-${network}`, "ids")],
          ...(split === undefined
            ? []
            : [[`split.${architecture}`, split] as const]),
        ]),
      ),
    },
  };
}
