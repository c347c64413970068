import type { ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import { extents, perSample } from "./extents.ts";
import type { Layout } from "./image_layouts.ts";
import { LayerError } from "./layer_error.ts";
import { axesFault, type MapAxes, mapAxes } from "./map_axes.ts";

/** How feature maps lie in a tensor. */
export interface FeatureMaps {
  /** Channels, rows and columns. */
  readonly dims: readonly [number, number, number];
  /** Which of the tensor's axes they are. */
  readonly axes: MapAxes;
}

/**
 * Finds how feature maps lie in a tensor.
 *
 * @throws {LayerError} If it does not hold any, of a known size and in a known order.
 */
export function featureMaps(
  name: string,
  { layouts, shapes }: {
    readonly layouts: ReadonlyMap<string, Layout>;
    readonly shapes: ReadonlyMap<string, ValueInfo>;
  },
): FeatureMaps {
  const info = shapes.get(name);
  const layout = layouts.get(name);
  const axes = mapAxes(layout);
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
  if (axes === undefined) {
    throw new LayerError(
      `Cannot use the layer ${quoted(name)} (${extents(info.dims)}): it ${
        axesFault(layout)
      }: choose another layer`,
    );
  }
  const [channels, rows, columns] = axes;
  const at = (axis: number): number => dims[axis - 1]!;
  return { dims: [at(channels), at(rows), at(columns)], axes };
}
