import assert from "node:assert/strict";
import { readPredictions } from "../../../../pipeline/stages/benchmark/read_predictions.ts";
import {
  BenchmarkFiles,
  type SomeLogits,
} from "../../../support/benchmark_files.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

async function predictions(
  parts: readonly SomeLogits[],
  outputs = 3,
): Promise<Record<string, number>> {
  return await withFolder(async (folder) => {
    const files = await new BenchmarkFiles(folder).predictions(parts);
    return Object.fromEntries(await readPredictions(files, outputs));
  });
}

Deno.test("readPredictions() takes the highest logit, of equal ones the first", async () => {
  assert.deepEqual(
    await predictions([
      { a: [0, 2, 1], b: [-3, -1, -1] },
      { c: [-Infinity, -Infinity, -Infinity] },
    ]),
    { a: 1, b: 1, c: 0 },
  );
});

Deno.test("readPredictions() takes a part without images", async () => {
  assert.deepEqual(await predictions([{}, { a: [0, 0, 0, 0, 0, 1] }], 6), {
    a: 5,
  });
});

Deno.test("readPredictions() refuses a network with other outputs", async () => {
  await assert.rejects(predictions([{ a: [0, 1] }]), {
    name: "RangeError",
    message:
      /it has 1 rows of 2 logits for 1 images and 3 classes: supply a network with one output for each class$/,
  });
});

Deno.test("readPredictions() refuses logits that are not numbers", async () => {
  await assert.rejects(predictions([{ a: [0, NaN, 1] }]), {
    name: "RangeError",
    message: /^Cannot take a diagnosis of "a" from .*: a logit is not a number/,
  });
});

Deno.test("readPredictions() refuses parts without ids", async () => {
  await assert.rejects(readPredictions({ logits: ["x"], ids: [] }, 3), {
    name: "RangeError",
    message:
      "Cannot pair 1 parts of logits with 0 parts of ids: supply those of one inference",
  });
});
