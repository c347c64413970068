import type { Layout } from "./image_layouts.ts";

/** Which axes of a tensor are channels, rows and columns; the batch is its first. */
export type MapAxes = readonly [number, number, number];

/**
 * Where a tensor has its channels, rows and columns.
 *
 * @returns `undefined` if that is not known, or the batch is not the first axis.
 */
export function mapAxes(layout: Layout | undefined): MapAxes | undefined {
  const [channels = 0, rows = 0, columns = 0] = ["C", "H", "W"]
    .map((letter) => layout?.indexOf(letter) ?? -1);
  // Three different axes leave one for the batch, which has to be the first.
  return Math.min(channels, rows, columns) > 0
    ? [channels, rows, columns]
    : undefined;
}

/** What is wrong with the axes of a tensor for which {@link mapAxes} finds none. */
export function axesFault(layout: Layout | undefined): string {
  return layout === undefined
    ? "has axes of which nothing tells for sure which are channels, rows and columns"
    : `has the axes ${
      layout.split("").join("×")
    }, and Grad-CAM needs the batch first`;
}
