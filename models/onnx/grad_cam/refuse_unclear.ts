import type { ValueInfo } from "../graph.ts";
import { quoted } from "../quoted.ts";
import { extents, perSample } from "./extents.ts";
import type { Layout } from "./image_layouts.ts";
import { LayerError } from "./layer_error.ts";
import { axesFault, mapAxes } from "./map_axes.ts";

/** What {@link refuseUnclear} looks at. */
export interface UnclearOptions {
  /** The default. */
  readonly last: string | undefined;
  /** Which tensors hold images, and in which order of axes. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** What is known of every tensor. */
  readonly shapes: ReadonlyMap<string, ValueInfo>;
}

/**
 * Refuses a default if a tensor behind it may hold feature maps as well: its size is
 * not known, or not what its axes are.
 *
 * @param behind The tensors behind the default that every way passes.
 * @throws {LayerError} If so; the message names the tensor.
 */
export function refuseUnclear(
  behind: readonly string[],
  { last, layouts, shapes }: UnclearOptions,
): void {
  for (const name of behind.toReversed()) {
    const info = shapes.get(name);
    const layout = layouts.get(name);
    const named = `${quoted(name)} (${extents(info?.dims)})`;
    if (mapAxes(layout) === undefined) {
      if (!mayBeMaps(info)) continue;
      throw new LayerError(
        `Cannot choose a layer for Grad-CAM: ${named} ${
          axesFault(layout)
        }: name a layer${
          last === undefined ? "" : ` before it, such as ${quoted(last)}`
        }`,
      );
    }
    if (perSample(info) === undefined) {
      throw new LayerError(
        `Cannot choose a layer for Grad-CAM: the size of ${named} is not known before the run: say the input's size where the model leaves it open, or export the model for a fixed size and batch`,
      );
    }
  }
}

/** Whether a tensor may hold feature maps, whatever the order of its axes. */
function mayBeMaps(info: ValueInfo | undefined): boolean {
  const { type, dims = [] } = info ?? {};
  const [, ...own] = dims;
  // A vector has one axis that is longer than 1.
  return type === "float32" && dims.length === 4 &&
    own.filter((dim) => dim !== 1).length > 1;
}
