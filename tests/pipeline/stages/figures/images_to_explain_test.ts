import assert from "node:assert/strict";
import { imagesToExplain } from "../../../../pipeline/stages/figures/images_to_explain.ts";
import { gather } from "../../../../pipeline/stages/figures/material.ts";
import { NetworkOutputs } from "../../../../pipeline/stages/figures/network_outputs.ts";
import type { FiguresParams } from "../../../../pipeline/stages/figures.ts";
import { RunFile } from "../../../../pipeline/stages/masks/run_file.ts";
import {
  FIGURE_PARAMS,
  writeFigureMaterial,
} from "../../../support/figure_material.ts";
import { stageIO } from "../../../support/stage_io.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

/** What is chosen with one network, whose maps may be changed before. */
async function choose(
  params: FiguresParams,
  change: (maps: string) => Promise<void> = async () => {},
): Promise<ReturnType<typeof imagesToExplain>> {
  return await withFolder(async (folder) => {
    const inputs = await writeFigureMaterial(folder);
    const maps = inputs["maps.one"] as string[];
    await Promise.all(maps.map(change));
    using network = await NetworkOutputs.open({
      name: "one",
      ids: inputs["ids.one"] as string[],
      maps,
      logits: inputs["logits.one"] as string[],
    });
    using runs = RunFile.open(inputs["runs"] as string);
    const io = stageIO(folder, { params, inputs, outputs: {} });
    const material = await gather(io, { networks: [network], runs });
    return imagesToExplain(params, material);
  });
}

Deno.test("imagesToExplain() chooses one image a diagnosis, or takes those that are named", async () => {
  const { from, images } = await choose(FIGURE_PARAMS);
  assert.equal(from, "tested-and-right");
  assert.equal(images.length, 2);
  const figure3 = { images: ["image 3é"], examples: 9 };
  assert.deepEqual(await choose({ ...FIGURE_PARAMS, figure3 }), {
    images: ["image 3é"],
  });
});

Deno.test("imagesToExplain() leaves out diagnoses that are no class", async () => {
  const classes = { Psoriasis: 1 };
  const { images } = await choose({ ...FIGURE_PARAMS, classes });
  assert.equal(images.length, 1);
  assert.match(images[0]!, /[135]é/);
});

Deno.test("imagesToExplain() refuses maps that show nothing", async () => {
  await assert.rejects(
    choose(FIGURE_PARAMS, async (path) => {
      const bytes = await Deno.readFile(path);
      await Deno.writeFile(path, bytes.fill(0, 128));
    }),
    {
      name: "RangeError",
      message: /^Cannot draw maps beside outlines: no image with outlines has/,
    },
  );
});
