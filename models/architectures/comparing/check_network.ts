import type { Model } from "../../onnx/graph.ts";
import { countParameters } from "../plan/count_parameters.ts";
import type { InputScaling, Shape } from "../plan/layer.ts";
import { shapesOf } from "../plan/shapes_of.ts";
import type { FoundInput } from "../reading/found_input.ts";
import { type FoundNetwork, readNetwork } from "../reading/read_network.ts";
import { compareNetworks, type Comparison } from "./compare_networks.ts";
import type { Difference } from "./difference.ts";
import type { Expectation } from "./expectation.ts";
import { explain } from "./explain.ts";
import { isFolded } from "./layer_differences.ts";

/** What a check of a file found. */
export interface Verdict {
  /** Whether nothing differs. */
  readonly asExpected: boolean;
  /** What differs, and what it means. */
  readonly differences: readonly Difference[];
  /** What is no difference and worth knowing. */
  readonly notes: readonly string[];
  /** The file's input. */
  readonly input: FoundInput;
  /** How many layers were expected, and how many of them the file has. */
  readonly layers: Count;
  /** The same of convolutions. */
  readonly convolutions: Count;
  /** Batch normalisations behind convolutions: those that are nodes, and those folded. */
  readonly norms: { readonly shown: number; readonly folded: number };
  /** Where Grad-CAM looks. */
  readonly target: {
    /** The layer's name in the plan. */
    readonly layer: string;
    /** The file's tensor, if it is N×C×H×W or N×H×W×C. */
    readonly tensor: string | undefined;
    /** Channels, rows and columns that the file has. */
    readonly found: Shape | undefined;
    /** Those at the expected size of the input. */
    readonly expected: Shape;
  };
  /** How many numbers the network has. */
  readonly parameters: {
    /** Of the expected network, as Keras counts. */
    readonly trunk: number;
    /** The same of the layers behind the target. */
    readonly head: number;
    /** Constants that the file computes with; fewer if normalisations are folded. */
    readonly file: number;
  };
  /** What makes probabilities of the scores, if the file does. */
  readonly link: FoundNetwork["link"];
  /** What the file does to pixels first, if anything. */
  readonly scaling: InputScaling | undefined;
}

/** A number of things, and how many of them were found. */
export interface Count {
  /** How many were expected. */
  readonly expected: number;
  /** How many of them the file has. */
  readonly found: number;
}

/**
 * Checks whether a model is the network that is expected, whatever program exported
 * it.
 *
 * @throws {TypeError} If the model takes no picture.
 * @throws {RangeError} If its parts do not fit together.
 */
export function checkNetwork(model: Model, expectation: Expectation): Verdict {
  const found = readNetwork(model, expectation.size);
  const [, ...size] = found.plan.input.shape;
  const plan = expectation.plan(size);
  const comparison = compareNetworks(found, plan);
  const wanted = expectation.size.join(" x ");
  const inputDifference: Difference[] = size.join(" x ") === wanted ? [] : [{
    trait: "input",
    expected: wanted,
    found: size.join(" x "),
    layers: [],
    nodes: [found.input.name],
  }];
  const differences = explain({
    ...comparison,
    differences: [
      ...inputDifference,
      ...otherNetwork(comparison, { found, plan }) ?? comparison.differences,
    ],
  }, { expectation, size });
  const { pairs } = comparison;
  const convolutions = plan.layers.filter(({ kind }) => kind === "convolution");
  const atSize = expectation.plan(expectation.size);
  const target = pairs.get(plan.target)?.layer.name;
  const shapes = shapesOf(found.plan);
  return {
    asExpected: differences.length === 0,
    differences,
    notes: notesOf(found, comparison),
    input: found.input,
    layers: {
      expected: plan.layers.length - comparison.absent.length,
      found: pairs.size,
    },
    convolutions: {
      expected: convolutions.length,
      found: convolutions.filter(({ name }) => pairs.has(name)).length,
    },
    norms: {
      shown: convolutions.filter(({ name }) => {
        const layer = pairs.get(name)?.layer;
        return layer?.kind === "convolution" && layer.norm !== undefined;
      }).length,
      folded: convolutions.filter((layer) => {
        const pair = pairs.get(layer.name);
        return pair !== undefined && isFolded(layer, pair.layer);
      }).length,
    },
    target: {
      layer: plan.target,
      tensor: target !== undefined && found.maps.has(target)
        ? target
        : undefined,
      found: target === undefined ? undefined : shapes.get(target),
      expected: shapesOf(atSize).get(plan.target)!,
    },
    parameters: { ...parametersBeforeAndAfter(atSize), file: found.parameters },
    link: found.link,
    scaling: found.plan.layers.findLast((layer) => layer.kind === "scaling"),
  };
}

/** Traits that a network is told by. */
const TELLING: ReadonlySet<Difference["trait"]> = new Set([
  "activation",
  "channels",
  "groups",
  "kernel",
  "layer",
]);

/** The share of layers beyond which it is no use to list what differs. */
const TOO_MUCH = 0.25;

/** That a file holds quite another network, if it does. */
function otherNetwork(
  { differences }: Comparison,
  { found, plan }: {
    readonly found: FoundNetwork;
    readonly plan: ReturnType<Expectation["plan"]>;
  },
): Difference[] | undefined {
  const different = new Set(
    differences.filter(({ trait }) => TELLING.has(trait))
      .flatMap(({ layers }) => layers),
  );
  if (different.size <= TOO_MUCH * plan.layers.length) return undefined;
  const convolutions = (layers: typeof plan.layers): string => {
    const { length } = layers.filter(({ kind }) => kind === "convolution");
    return `${length} convolution${length === 1 ? "" : "s"}`;
  };
  return [{
    trait: "network",
    expected: convolutions(plan.layers),
    found: `another network, of ${convolutions(found.plan.layers)}`,
    layers: [...different],
    nodes: [],
    means:
      `${different.size} of ${plan.layers.length} layers are not there, or have other channels, kernels, groups or activations`,
  }];
}

function notesOf(
  { input, link, foreign }: FoundNetwork,
  { absent }: Comparison,
): string[] {
  const notes = absent.map(({ name, ifAbsent }) => `no ${name}: ${ifAbsent}`);
  if (input.batch !== undefined) {
    notes.push(
      `the batch is fixed at ${input.batch}: export with an open batch to run several pictures at a time`,
    );
  }
  if (foreign.length > 0) {
    notes.push(
      `an optimiser has put ${
        foreign.join(" and ")
      } into the file, which Grad-CAM does not follow: use the model as it was exported`,
    );
  }
  if (link === undefined) {
    notes.push("no softmax: the output holds scores, which is as good here");
  }
  return notes;
}

/** Sums of a plan's parameters up to its target, and behind it. */
function parametersBeforeAndAfter(
  plan: ReturnType<Expectation["plan"]>,
): { readonly trunk: number; readonly head: number } {
  const counts = countParameters(plan);
  const at = plan.layers.findIndex(({ name }) => name === plan.target);
  const sum = (layers: typeof plan.layers): number =>
    layers.reduce((total, { name }) => total + counts.get(name)!, 0);
  return {
    trunk: sum(plan.layers.slice(0, at + 1)),
    head: sum(plan.layers.slice(at + 1)),
  };
}
