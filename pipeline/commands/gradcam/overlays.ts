import { dirname, join } from "node:path";
import type { DrawnMap } from "./draw_map.ts";
import { drawMap } from "./draw_map.ts";
import type { ExplainedSample } from "./explain_samples.ts";
import { OVERLAYS } from "./out_folder.ts";
import type { Display } from "./request.ts";
import type { Explainer } from "./rewrite_model.ts";

/** Up to so many classes have a picture each. */
export const MAX_DRAWN = 8;

/** What {@link writeOverlays} needs to know beside a sample. */
export interface OverlayFacts {
  /** What the maps are of. */
  readonly explainer: Explainer;
  /** Names of the classes, if known. */
  readonly labels: readonly string[] | undefined;
  /** How maps become colours. */
  readonly display: Display;
  /** The model's file, as captions name it. */
  readonly model: string;
  /** The folder of the results. */
  readonly out: string;
}

/**
 * Writes a picture a class, or, of more than {@link MAX_DRAWN} classes, one of the
 * explained class with the highest score. Only maps whose state is `ok` are drawn.
 */
export async function writeOverlays(
  { sample, image, logits, maps }: ExplainedSample,
  facts: OverlayFacts,
): Promise<void> {
  const { photo, id } = sample;
  if (photo === undefined) return;
  const { explainer } = facts;
  const [, height, width] = explainer.layerDims;
  const classes = explainer.classes === "top"
    ? [image.explained!]
    : explainer.classes;
  for (const row of drawnRows(classes, logits)) {
    if (image.states[row] !== "ok") continue;
    const index = classes[row]!;
    const map: DrawnMap = {
      values: maps.subarray(row * height * width, (row + 1) * height * width),
      width,
      height,
      display: facts.display,
      captions: captionsOf(index, { id, logits, image, facts }),
    };
    const file = join(facts.out, OVERLAYS, `${id}.${index}.png`);
    await Deno.mkdir(dirname(file), { recursive: true });
    await Deno.writeFile(file, drawMap(photo, map));
  }
}

function drawnRows(
  classes: readonly number[],
  logits: Float32Array,
): number[] {
  const rows = classes.map((_, row) => row);
  if (classes.length <= MAX_DRAWN) return rows;
  const score = (row: number): number => logits[classes[row]!]!;
  return [rows.reduce((best, row) => score(row) > score(best) ? row : best)];
}

function captionsOf(
  index: number,
  { id, logits, image, facts }:
    & Pick<ExplainedSample, "id" | "logits" | "image">
    & { facts: OverlayFacts },
): string[] {
  const { layer, layerDims, formula, explains } = facts.explainer;
  const { labels, model } = facts;
  const [, height, width] = layerDims;
  const label = labels === undefined ? "" : ` ${labels[index]}`;
  const predicted = image.predicted === null
    ? "another is NaN"
    : image.predicted === index
    ? "the highest"
    : `the highest is of class ${image.predicted}`;
  return [
    `Class ${index}${label}: logit ${
      logits[index]!.toPrecision(4)
    }, ${predicted}`,
    id,
    `${model}, layer ${layer}, ${height} x ${width} places, ${formula} of the ${explains}`,
  ];
}
