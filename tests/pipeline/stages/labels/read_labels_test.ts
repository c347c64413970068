import assert from "node:assert/strict";
import { join } from "node:path";
import { readLabels } from "../../../../pipeline/stages/labels/read_labels.ts";
import { readPrintedLabels } from "../../../../pipeline/stages/labels/read_printed_labels.ts";
import { writeLabels } from "../../../../pipeline/stages/labels/write_labels.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const CHARACTERISTICS = ["Plaque", "Sun damage"];

async function withText(
  text: string,
  test: (path: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, "labels.csv");
    await Deno.writeTextFile(path, text);
    await test(path);
  });
}

Deno.test("readLabels() returns what writeLabels() was given", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "labels.csv");
    const rows = [
      { image: "a", kept: 7, present: [true, false] },
      { image: "b (1)", kept: 0, present: [false, false] },
    ];
    await writeLabels(path, { characteristics: CHARACTERISTICS, rows });

    assert.equal(
      await Deno.readTextFile(path),
      "image,kept,Plaque,Sun damage\na,7,1,0\nb (1),0,0,0\n",
    );
    assert.deepEqual(await readLabels(path, CHARACTERISTICS), rows);
  });
});

Deno.test("readLabels() refuses what is neither 0 nor 1, and other columns", async () => {
  await withText("image,kept,Plaque,Sun damage\na,7,1,yes\n", async (path) => {
    await assert.rejects(
      readLabels(path, CHARACTERISTICS),
      /^SyntaxError: .*image "a", "Sun damage": "yes" is neither 0 nor 1/,
    );
    await assert.rejects(readLabels(path, ["Plaque"]), TypeError);
  });
});

Deno.test("readPrintedLabels() passes over labels that are not printed", async () => {
  await withText(
    "notebook,image,Plaque,Sun damage\nn,a,1,\nn,b,0,1\n",
    async (path) => {
      const labels = await readPrintedLabels(path, CHARACTERISTICS);

      assert.deepEqual(
        labels.map(({ notebook, image, characteristic, present }) =>
          `${notebook} ${image} ${characteristic} ${present}`
        ),
        ["n a Plaque true", "n b Plaque false", "n b Sun damage true"],
      );
    },
  );
});

Deno.test("readPrintedLabels() names the label that it cannot read", async () => {
  await withText(
    "notebook,image,Plaque,Sun damage\nn,a,1,1.0\n",
    async (path) => {
      await assert.rejects(
        readPrintedLabels(path, CHARACTERISTICS),
        /^SyntaxError: .*image "a", "Sun damage": "1.0" is neither 0 nor 1/,
      );
    },
  );
});
