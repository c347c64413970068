import assert from "node:assert/strict";
import { readAccuracies } from "../../../../pipeline/stages/evidence/read_accuracies.ts";

async function accuracies(body: string): ReturnType<typeof readAccuracies> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, `model,run,images,accuracy\n${body}`);
    return await readAccuracies(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("readAccuracies() gathers the runs of each model", async () => {
  // 221, 180 and 134 of 566 images.
  const body = "m,0,566,0.390459\nn,0,566,0.236749\nm,1,566,0.318021\n";
  assert.deepEqual([...await accuracies(body)], [
    ["m", { images: 566, accuracies: [0.390459, 0.318021] }],
    ["n", { images: 566, accuracies: [0.236749] }],
  ]);
});

Deno.test("readAccuracies() refuses what is no share of the images", async () => {
  for (const line of ["m,0,566,0.390559", "m,0,566,1.001767", "m,0,,0.5"]) {
    await assert.rejects(accuracies(`${line}\n`), {
      name: "SyntaxError",
      message: /is no share of "(566)?" images to six digits/,
    });
  }
});

Deno.test("readAccuracies() refuses runs over different numbers of images", async () => {
  const body = "m,0,566,0.390459\nm,1,4,0.250000\n";
  await assert.rejects(accuracies(body), {
    name: "RangeError",
    message: /its runs were scored on different numbers of images/,
  });
});
