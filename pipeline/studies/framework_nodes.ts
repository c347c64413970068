import type { StudyNode } from "../engine/study.ts";
import { gradcam, type GradcamParams } from "../stages/gradcam.ts";
import { inferStage } from "../stages/infer.ts";
import {
  type LocalisationParams,
  localisationStage,
} from "../stages/localisation.ts";
import { measuresStage } from "../stages/measures.ts";
import type { MeasuresParams } from "../stages/measures/params.ts";
import type { StudyDevice } from "../stages/networks/study_device.ts";
import type { StudyDevices } from "../stages/networks/study_devices.ts";
import { foldedParity } from "../stages/parity.ts";
import {
  raterLocalisation,
  type RaterLocalisationParams,
} from "../stages/rater_localisation.ts";
import {
  foldedReferenceMaps,
  type ReferenceMapsParams,
} from "../stages/reference_maps.ts";
import { foldedRewrite, type RewriteParams } from "../stages/rewrite.ts";
import { from, type OutputOf, published } from "./links.ts";
import { BATCH, PARITY } from "./network_nodes.ts";

/** As the framework paper's code does; what it then hides is for the measures to say. */
const NORMALISATION: GradcamParams = {
  normalisation: "min-max",
  quantise: false,
};

/** A network that was fitted once for each fold: every output is a list by fold. */
export interface FoldedNetwork {
  /** Such as `"dermx_plus"`. */
  readonly id: string;
  /** ONNX files. */
  readonly model: OutputOf;
  /** What is said beside each. */
  readonly card: OutputOf;
  /** The pictures that are tested in the fold, as the network takes them. */
  readonly pixels: OutputOf;
  /** Their ids. */
  readonly ids: OutputOf;
  /** The sizes of the photographs that they were made of. */
  readonly sizes: OutputOf;
}

/** What {@link frameworkNodes} is given. */
export interface FrameworkNodesOptions {
  /** In the order of the tables; none, and the raters are judged alone. */
  readonly networks: readonly FoldedNetwork[];
  /** Where networks run. */
  readonly devices: StudyDevices;
  /** The node that has everybody's outlines by fold, in one size. */
  readonly outlines: string;
  /** What maps are compared with. */
  readonly localisation: LocalisationParams;
  /** What raters' own outlines are compared with. */
  readonly raterLocalisation: RaterLocalisationParams;
  /** How all of it is judged. */
  readonly measures: MeasuresParams;
  /** How well raters diagnose, if that is known. */
  readonly raterDiagnoses?: OutputOf;
  /** The test lists, to judge constant answers where no network is run. */
  readonly folds?: OutputOf;
}

/**
 * The part of a study that runs the framework paper's networks and judges them beside
 * the raters: diagnosis, identification, localisation. It reads the annotations from
 * the node `ingest`.
 */
export function frameworkNodes(options: FrameworkNodesOptions): StudyNode[] {
  const { networks, measures, outlines } = options;
  const [first] = networks;
  const blind = first === undefined ? [] : ["centre", "random"] as const;
  return [
    ...networks.flatMap((network) => nodesOf(network, options)),
    ...blind.flatMap((kind): StudyNode[] => [
      {
        id: `reference_maps-by_fold-${kind}`,
        stage: foldedReferenceMaps,
        params: {
          kind,
          seed: 1,
          ...NORMALISATION,
        } satisfies ReferenceMapsParams,
        inputs: { card: from(`rewrite-${first!.id}`, "card"), ids: first!.ids },
      },
      localisationNode(kind, {
        maps: `reference_maps-by_fold-${kind}`,
        ids: first!.ids,
        options,
      }),
    ]),
    {
      id: "rater_localisation",
      stage: raterLocalisation,
      params: options.raterLocalisation,
      inputs: {
        masks: from(outlines, "masks"),
        runs: from(outlines, "runs"),
        ...annotations(),
      },
    },
    {
      id: "measures",
      stage: measuresStage(measures.networks.map(({ id }) => id)),
      params: measures,
      inputs: {
        ...Object.fromEntries(networks.flatMap(({ id }) => [
          [`scores.${id}`, from(`localisation-${id}`, "scores")],
          [`logits.${id}`, from(`infer-${id}`, "logits")],
          [`diagnoses.${id}`, from(`infer-${id}`, "diagnoses")],
          [`ids.${id}`, from(`infer-${id}`, "ids")],
        ])),
        ...Object.fromEntries(blind.map((kind) => [
          `${kind}_scores`,
          from(`localisation-${kind}`, "scores"),
        ])),
        ...(first === undefined ? {} : { sizes: first.sizes }),
        rater_scores: from("rater_localisation", "scores"),
        ...(options.raterDiagnoses === undefined
          ? {}
          : { rater_diagnoses: options.raterDiagnoses }),
        ...(options.folds === undefined ? {} : { folds: options.folds }),
        ...annotations(),
        paper: published("framework_paper.csv"),
      },
    },
  ];
}

/** What happens to one network. */
function nodesOf(
  network: FoldedNetwork,
  options: FrameworkNodesOptions,
): StudyNode[] {
  const { id, model, card, pixels, ids } = network;
  const { devices: { device, facts }, measures } = options;
  const rewritten = (node: string, on: StudyDevice): StudyNode => ({
    id: node,
    stage: foldedRewrite,
    params: {
      id,
      device: on,
      labels: measures.characteristics,
      diagnoses: measures.diagnoses,
      layer: null,
    } satisfies RewriteParams,
    inputs: { model, card },
  });
  const ready = {
    model: from(`rewrite-${id}`, "model"),
    card: from(`rewrite-${id}`, "card"),
    pixels,
    ids,
  };
  const isVerified = device === "webgpu";
  // Where WebGPU computes, the networks as they were are computed by WebAssembly as well.
  const compared: StudyNode[] = !isVerified ? [] : [
    rewritten(`rewrite_wasm-${id}`, "wasm"),
    {
      id: `parity-${id}`,
      stage: foldedParity,
      params: { ...PARITY, facts },
      inputs: { ...ready, reference: from(`rewrite_wasm-${id}`, "model") },
      device: facts,
    },
  ];
  return [
    rewritten(`rewrite-${id}`, device),
    ...compared,
    {
      id: `infer-${id}`,
      stage: inferStage(device, { folded: true, verified: isVerified }),
      params: { batch: BATCH[device], facts },
      inputs: {
        ...ready,
        ...(isVerified ? { verdict: from(`parity-${id}`, "verdict") } : {}),
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
    localisationNode(id, { maps: `gradcam-${id}`, ids, options }),
  ];
}

/** The node `localisation-<id>`, of maps that a node yields. */
function localisationNode(
  id: string,
  { maps, ids, options: { outlines, localisation } }: {
    readonly maps: string;
    readonly ids: OutputOf;
    readonly options: FrameworkNodesOptions;
  },
): StudyNode {
  return {
    id: `localisation-${id}`,
    stage: localisationStage(),
    params: localisation,
    inputs: {
      maps: from(maps, "maps"),
      ids,
      masks: from(outlines, "masks"),
      runs: from(outlines, "runs"),
      ...annotations(),
    },
  };
}

/** What raters said of images. */
function annotations(): Record<string, OutputOf> {
  return {
    images: from("ingest", "images"),
    evaluations: from("ingest", "evaluations"),
    selections: from("ingest", "selections"),
  };
}
