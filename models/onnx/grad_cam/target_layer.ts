import type { Node, ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import { affineRule } from "./affine_rules.ts";
import { extents, perSample } from "./extents.ts";
import type { Layout } from "./image_layouts.ts";
import { LayerError } from "./layer_error.ts";
import { type MapAxes, mapAxes } from "./map_axes.ts";

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
  /** Which tensors hold images, and in which order of axes. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** What is known of every tensor. */
  readonly shapes: ReadonlyMap<string, ValueInfo>;
}

/** A tensor of feature maps that Grad-CAM can explain. */
export interface TargetLayer extends FeatureMaps {
  /** The tensor's name. */
  readonly name: string;
  /** The tensors of this form that every way passes, from first to last. */
  readonly candidates: readonly string[];
}

/** How feature maps lie in a tensor. */
export interface FeatureMaps {
  /** Channels, rows and columns. */
  readonly dims: readonly [number, number, number];
  /** Which of the tensor's axes they are. */
  readonly axes: MapAxes;
}

/** The most candidates that an error lists; the last ones are the usual choice. */
const MAX_LISTED = 16;

/**
 * Chooses the layer whose feature maps are weighted: by default the last tensor with
 * more than one row or column that every way from the image to the scores passes.
 * Its channels may come first or last. What a `Transpose` makes shows the maps of
 * another tensor, and is not chosen.
 *
 * @throws {RangeError} If there is no tensor or node of the name, or it does not lie
 * between the image and the scores; the message lists candidates with their shapes.
 * @throws {LayerError} If the named tensor holds no feature maps, or no layer is named
 * and the network has none; or if behind its last one it has only tokens, as
 * transformers have, or something that may be feature maps, of which nothing tells the
 * axes.
 */
export function targetLayer(options: TargetLayerOptions): TargetLayer {
  const { layer, nodes, cuts, layouts, shapes } = options;
  const turned = new Set(
    nodes.filter(({ op, domain }) => op === "Transpose" && domain === "")
      .flatMap(({ outputs }) => outputs),
  );
  const inner = cuts.slice(1).filter((name) => !turned.has(name));
  const candidates = inner.filter((name) =>
    places(shapes.get(name), mapAxes(layouts.get(name))) > 1
  );
  if (layer !== undefined) {
    const name = tensorOf(layer, { ...options, candidates });
    return { name, ...featureMaps(name, options), candidates };
  }
  const last = candidates.at(-1);
  const behind = inner.slice(inner.indexOf(last ?? "") + 1);
  refuseUnclear(behind, { ...options, last });
  if (last === undefined) {
    throw new LayerError(
      `Cannot choose a layer for Grad-CAM: no float32 tensor N×C×H×W with more than one place lies on every way from the image to the scores: name a tensor as the layer, or say the input's size where the model leaves it open`,
    );
  }
  refuseTokens(last, options);
  return { name: last, ...featureMaps(last, options), candidates };
}

/**
 * Refuses a default where a later tensor may be the layer: its size is not known, or
 * not what its axes are.
 */
function refuseUnclear(
  behind: readonly string[],
  { layouts, shapes, last }: TargetLayerOptions & {
    readonly last: string | undefined;
  },
): void {
  const isUnsized = (name: string): boolean =>
    mapAxes(layouts.get(name)) !== undefined &&
    perSample(shapes.get(name)) === undefined;
  const unclear = behind.findLast((name) =>
    isUnsized(name) || mayBeMaps(name, { layouts, shapes })
  );
  if (unclear === undefined) return;
  const info = shapes.get(unclear);
  const named = `${quoted(unclear)} (${extents(info?.dims)})`;
  if (isUnsized(unclear)) {
    throw new LayerError(
      `Cannot choose a layer for Grad-CAM: the size of ${named} is not known before the run: say the input's size where the model leaves it open, or export the model for a fixed size and batch`,
    );
  }
  throw new LayerError(
    `Cannot choose a layer for Grad-CAM: ${
      noAxes(named, layouts.get(unclear))
    }: name a layer before it${
      last === undefined ? "" : `, such as ${quoted(last)}`
    }`,
  );
}

/** Whether a tensor may hold feature maps although nothing tells in which order. */
function mayBeMaps(
  name: string,
  { layouts, shapes }: Pick<TargetLayerOptions, "layouts" | "shapes">,
): boolean {
  const { type, dims = [] } = shapes.get(name) ?? {};
  const [, ...own] = dims;
  return type === "float32" && dims.length === 4 &&
    mapAxes(layouts.get(name)) === undefined &&
    // A vector has one axis that is longer than 1.
    own.filter((dim) => dim !== 1).length > 1;
}

/** That the axes of a tensor are not those of feature maps, and why. */
function noAxes(named: string, layout: Layout | undefined): string {
  return layout === undefined
    ? `nothing tells for sure which axes of ${named} are channels, rows and columns`
    : `the batch is not the first axis of ${named}, but ${
      layout.split("").join("×")
    }`;
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

/** @throws {LayerError} If a tensor does not hold feature maps of a known size. */
function featureMaps(
  name: string,
  { layouts, shapes }: Pick<TargetLayerOptions, "layouts" | "shapes">,
): FeatureMaps {
  const info = shapes.get(name);
  const named = `${quoted(name)} (${extents(info?.dims)})`;
  if (mayBeMaps(name, { layouts, shapes })) {
    throw new LayerError(
      `Cannot use the layer ${named}: ${
        noAxes("it", layouts.get(name))
      }: choose another layer`,
    );
  }
  const axes = mapAxes(layouts.get(name)) ?? [1, 2, 3];
  const dims = perSample(info);
  if (info?.type !== "float32" || dims?.length !== 3) {
    throw new LayerError(
      `Cannot use the layer ${quoted(name)}: it is ${
        info?.type ?? "of unknown type"
      } ${
        extents(info?.dims)
      } and Grad-CAM needs float32 N×C×H×W or N×H×W×C of a known size: choose another layer, or say the input's size where the model leaves it open`,
    );
  }
  const [channels, rows, columns] = axes;
  const at = (axis: number): number => dims[axis - 1]!;
  return { dims: [at(channels), at(rows), at(columns)], axes };
}

/** How many places a feature map has; 0 if that is not known. */
function places(
  info: ValueInfo | undefined,
  axes: MapAxes | undefined,
): number {
  const dims = perSample(info);
  if (info?.type !== "float32" || axes === undefined) return 0;
  const [, rows, columns] = axes;
  return (dims?.[rows - 1] ?? 0) * (dims?.[columns - 1] ?? 0);
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
    throw new LayerError(
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
