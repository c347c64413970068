import type { Node, ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import { extents, perSample } from "./extents.ts";
import { type FeatureMaps, featureMaps } from "./feature_maps.ts";
import type { Layout } from "./image_layouts.ts";
import { LayerError } from "./layer_error.ts";
import { type MapAxes, mapAxes } from "./map_axes.ts";
import { refuseTokens } from "./refuse_tokens.ts";
import { refuseUnclear } from "./refuse_unclear.ts";

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
