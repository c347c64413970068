import assert from "node:assert/strict";
import type { Mask } from "../../../../data/dermx/mask.ts";
import {
  chooseRatedImage,
  ratedImage,
} from "../../../../pipeline/stages/figures/choose_rated_image.ts";
import { Outlines } from "../../../../pipeline/stages/figures/outlines.ts";
import { readMaskIndex } from "../../../../pipeline/stages/masks/mask_index.ts";
import { RunFile } from "../../../../pipeline/stages/masks/run_file.ts";
import { rectangle } from "../../../support/figure_material.ts";
import { writeMaskFiles } from "../../../support/mask_files.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const SIZE = { width: 20, height: 4 };

/** A strip that begins at a column and is ten wide. */
function strip(left: number): Mask {
  return rectangle([left, 0, left + 10, 4], SIZE);
}

/** Outlines as `image/rater/characteristic/left`. */
async function withOutlines<T>(
  lines: readonly string[],
  use: (outlines: Outlines) => T,
): Promise<T> {
  return await withFolder(async (folder) => {
    const paths = await writeMaskFiles(
      folder,
      lines.map((line) => {
        const [image = "", rater = "", characteristic = "", left] = line.split(
          "/",
        );
        return { image, rater, characteristic, mask: strip(Number(left)) };
      }),
    );
    using runs = RunFile.open(paths.runs);
    return use(new Outlines(await readMaskIndex(paths.masks), runs));
  });
}

Deno.test("chooseRatedImage() takes the image of usual agreement among the most outlined", async () => {
  const pair = (image: string, shift: number): string[] => [
    `${image}/ann/Plaque/0`,
    `${image}/bob/Plaque/${shift}`,
  ];
  const lines = [
    ...pair("a", 1),
    ...pair("b", 9),
    ...pair("c", 4),
    // Agrees as c does, but is outlined by one only.
    "d/ann/Plaque/0",
    "d/ann/Scale/4",
  ];
  const chosen = await withOutlines(lines, chooseRatedImage);
  assert.deepEqual(chosen, { image: "c", characteristics: ["Plaque"] });
});

Deno.test("chooseRatedImage() prefers more outlines of two characteristics over raters", async () => {
  const lines = [
    "a/ann/Plaque/0",
    "a/bob/Plaque/0",
    "b/ann/Plaque/0",
    "b/bob/Plaque/9",
    "b/bob/Scale/9",
  ];
  const { image } = await withOutlines(lines, chooseRatedImage);
  assert.equal(image, "b");
});

Deno.test("chooseRatedImage() refuses outlines that nobody shares", async () => {
  await assert.rejects(withOutlines(["a/ann/Plaque/0"], chooseRatedImage), {
    name: "RangeError",
    message: /^Cannot draw outlines of several raters: no image has any: /,
  });
});

Deno.test("ratedImage() names what most raters outlined, of several the commonest", async () => {
  const lines = [
    "a/ann/Macule/0",
    "a/ann/Papule/0",
    "a/ann/Scale/0",
    "a/bob/Scale/0",
    "b/ann/Papule/0",
  ];
  const { characteristics, outlined } = await withOutlines(
    lines,
    (outlines) => ratedImage("a", outlines),
  );
  assert.deepEqual(characteristics, ["Scale", "Papule"]);
  assert.equal(outlined, 3);
});
