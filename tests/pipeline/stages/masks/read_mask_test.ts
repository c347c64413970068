import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNpy } from "../../../../data/npy.ts";
import { readMaskIndex } from "../../../../pipeline/stages/masks/mask_index.ts";
import { readMask } from "../../../../pipeline/stages/masks/read_mask.ts";
import { RunFile } from "../../../../pipeline/stages/masks/run_file.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const INDEX = `image,rater,characteristic,width,height,first_run,runs,area
a,derm1,Plaque,4,3,0,1,5
a,derm2,Sun damage,4,3,1,2,4
`;

async function withMasks(
  index: string,
  test: (path: string, runs: RunFile) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, "masks.csv");
    await Deno.writeTextFile(path, index);
    const runs = { shape: [3, 2], data: Uint32Array.of(0, 5, 1, 2, 8, 11) };
    await writeNpy(join(folder, "runs.npy"), runs);
    using file = RunFile.open(join(folder, "runs.npy"));
    await test(path, file);
  });
}

Deno.test("readMask() returns the runs that the index names", async () => {
  await withMasks(INDEX, async (path, runs) => {
    const masks = (await readMaskIndex(path)).map((entry) =>
      readMask(entry, runs)
    );
    assert.deepEqual(masks, [
      { width: 4, height: 3, runs: Uint32Array.of(0, 5) },
      { width: 4, height: 3, runs: Uint32Array.of(1, 2, 8, 11) },
    ]);
  });
});

Deno.test("readMask() refuses runs of another area than the index says", async () => {
  await withMasks(INDEX.replace("1,2,4", "0,2,4"), async (path, runs) => {
    const [, entry] = await readMaskIndex(path);
    assert.throws(
      () => readMask(entry!, runs),
      /^RangeError: .*"Sun damage" on "a" by "derm2": its runs hold 6 pixels and its index says 4/,
    );
  });
});

Deno.test("readMaskIndex() names the field that is no whole number", async () => {
  await withMasks(INDEX.replace("1,2,4", "1,two,4"), async (path) => {
    await assert.rejects(
      readMaskIndex(path),
      /^SyntaxError: .*"Sun damage" of "a" by "derm2", runs: "two" is not a whole number/,
    );
  });
});
