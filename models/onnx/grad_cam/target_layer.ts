import type { Node, ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import { affineRule } from "./affine_rules.ts";
import { extents, perSample } from "./extents.ts";
import type { Layout } from "./image_layouts.ts";

/** What {@link targetLayer} chooses from. */
export interface TargetLayerOptions {
  /** A tensor's name or a node's; the default layer if left out. */
  readonly layer?: string | undefined;
  /** The nodes between the image and the scores, in order. */
  readonly nodes: readonly Node[];
  /** The tensors that change with the image. */
  readonly changing: ReadonlySet<string>;
  /** The tensors that every way from the image to the scores passes, in order. */
  readonly cuts: readonly string[];
  /** Which tensors hold images. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** What is known of every tensor. */
  readonly shapes: ReadonlyMap<string, ValueInfo>;
}

/** A tensor of feature maps that Grad-CAM can explain. */
export interface TargetLayer {
  /** The tensor's name. */
  readonly name: string;
  /** Channels, rows and columns. */
  readonly dims: readonly [number, number, number];
  /** The tensors of this form that every way passes, from first to last. */
  readonly candidates: readonly string[];
}

/** The most candidates that an error lists; the last ones are the usual choice. */
const MAX_LISTED = 16;

/**
 * Chooses the layer whose feature maps are weighted: by default the last tensor
 * N×C×H×W with more than one place that every way from the image to the scores
 * passes.
 *
 * @throws {RangeError} If there is no tensor or node of the name, or it does not lie
 * between the image and the scores; the message lists candidates with their shapes.
 * @throws {TypeError} If the named tensor is not of the form N×C×H×W, or no layer is
 * named and the network has none, or has only tokens between its last one and its
 * scores, as transformers have.
 */
export function targetLayer(options: TargetLayerOptions): TargetLayer {
  const { layer, cuts, layouts, shapes } = options;
  const [, ...inner] = cuts;
  const candidates = inner.filter((name) =>
    layouts.get(name) === "NCHW" && places(shapes.get(name)) > 1
  );
  if (layer !== undefined) {
    const name = tensorOf(layer, { ...options, candidates });
    return { name, dims: featureMaps(name, shapes), candidates };
  }
  const unsized = inner.findLast((name) =>
    layouts.get(name) === "NCHW" && perSample(shapes.get(name)) === undefined
  );
  const name = candidates.at(-1);
  if (
    unsized !== undefined && inner.indexOf(unsized) > inner.indexOf(name ?? "")
  ) {
    throw new TypeError(
      `Cannot choose a layer for Grad-CAM: the size of ${quoted(unsized)} (${
        extents(shapes.get(unsized)?.dims)
      }) is not known before the run: say the input's size where the model leaves it open, or export the model for a fixed size and batch`,
    );
  }
  if (name === undefined) {
    throw new TypeError(
      `Cannot choose a layer for Grad-CAM: no float32 tensor N×C×H×W with more than one place lies on every way from the image to the scores: name a tensor as the layer, or say the input's size where the model leaves it open`,
    );
  }
  refuseTokens(name, options);
  return { name, dims: featureMaps(name, shapes), candidates };
}

function tensorOf(
  layer: string,
  options: TargetLayerOptions & { readonly candidates: readonly string[] },
): string {
  const { nodes, changing, shapes, candidates } = options;
  const made = nodes.flatMap(({ outputs }) => outputs);
  const between = [...options.cuts.slice(0, 1), ...made]
    .filter((name) => changing.has(name));
  if (between.includes(layer)) return layer;
  const node = nodes.find(({ name }) => name === layer);
  const [output] = node?.outputs ?? [];
  if (output !== undefined) return output;
  const last = candidates.slice(-MAX_LISTED);
  throw new RangeError(
    `Cannot find the layer ${quoted(layer)}: no tensor or node of this name ${
      shapes.has(layer)
        ? "lies between the image and the scores"
        : "is in the model"
    }: choose ${last.length < candidates.length ? "for example " : ""}one of ${
      last.map((name) => `${quoted(name)} (${extents(shapes.get(name)?.dims)})`)
        .join(", ")
    }`,
  );
}

/** @throws {TypeError} If a tensor does not hold feature maps of a known size. */
function featureMaps(
  name: string,
  shapes: ReadonlyMap<string, ValueInfo>,
): [number, number, number] {
  const info = shapes.get(name);
  const [channels, height, width, ...more] = perSample(info) ?? [];
  if (
    info?.type !== "float32" || channels === undefined ||
    height === undefined || width === undefined || more.length > 0
  ) {
    throw new TypeError(
      `Cannot use the layer ${quoted(name)}: it is ${
        info?.type ?? "of unknown type"
      } ${
        extents(info?.dims)
      } and Grad-CAM needs float32 N×C×H×W with known C, H and W: choose another layer, or say the input's size where the model leaves it open`,
    );
  }
  return [channels, height, width];
}

/** How many places a feature map has; 0 if that is not known. */
function places(info: ValueInfo | undefined): number {
  const [channels, height, width] = perSample(info) ?? [];
  if (info?.type !== "float32" || channels === undefined) return 0;
  return (height ?? 0) * (width ?? 0);
}

/**
 * Refuses a default where the image has become tokens: an operation on a sequence
 * that is not linear, or a product of two activations, comes after the layer.
 */
function refuseTokens(
  layer: string,
  { nodes, changing, shapes }: TargetLayerOptions,
): void {
  const made = nodes.findIndex(({ outputs }) => outputs.includes(layer));
  for (const node of nodes.slice(made + 1)) {
    const [output = ""] = node.outputs;
    const dims = shapes.get(output)?.dims;
    const attends = node.op === "MatMul" &&
      node.inputs.every((name) => changing.has(name));
    const bends = dims?.length === 3 && affineRule(node) === undefined;
    if (!attends && !bends) continue;
    throw new TypeError(
      `Cannot choose a layer for Grad-CAM: behind ${quoted(layer)} (${
        extents(shapes.get(layer)?.dims)
      }), the last with rows and columns, the network works on tokens (${node.op} makes ${
        quoted(output)
      }, ${
        extents(dims)
      }), which no map of channels explains: name a layer to explain it all the same`,
    );
  }
}
