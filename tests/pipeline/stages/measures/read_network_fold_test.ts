import assert from "node:assert/strict";
import { writeNpy } from "../../../../data/npy.ts";
import { readNetworkFold } from "../../../../pipeline/stages/measures/read_network_fold.ts";
import { MeasuresFiles } from "../../../support/measures_files.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const HEADS = {
  diagnoses: ["Acne", "Psoriasis"],
  characteristics: ["Plaque", "Scale", "Scar"],
};

interface Said {
  readonly ids: readonly string[];
  readonly diagnoses: readonly (readonly number[])[];
  readonly logits: readonly (readonly number[])[];
}

const SAID: Said = {
  ids: ["a", "b"],
  diagnoses: [[1, 2], [3, 3]],
  // A probability of exactly one half is none: see isPresent().
  logits: [[1, -1, 0], [0.1, -0.1, 1e-9]],
};

async function read(said: Said): ReturnType<typeof readNetworkFold> {
  return await withFolder(async (folder) => {
    const files = new MeasuresFiles(folder, {
      characteristics: HEADS.characteristics,
      readings: [],
    });
    return await readNetworkFold({
      ids: await files.ids(said.ids),
      diagnoses: await files.scores(said.diagnoses),
      logits: await files.scores(said.logits),
    }, HEADS);
  });
}

Deno.test("readNetworkFold() takes the highest diagnosis, the first of equal ones, and what is present", async () => {
  assert.deepEqual(await read(SAID), {
    images: ["a", "b"],
    answers: ["Psoriasis", "Acne"],
    found: [[true, false, false], [true, false, false]],
  });
});

Deno.test("readNetworkFold() refuses scores that do not fit images and heads", async () => {
  const cases: [Partial<Said>, RegExp][] = [
    [
      { ids: ["a"] },
      /its shape is \[2, 2\] and \[1, 2\] is wanted, since ".*ids.json" names 1 images/,
    ],
    [
      { logits: [[1, 2], [1, 2]] },
      /its shape is \[2, 2\] and \[2, 3\] is wanted, .*: supply both files/,
    ],
    [
      { diagnoses: [[1, 2], [1, NaN]] },
      /^Cannot judge "b" by ".*scores.npy": a score is not a number: check/,
    ],
  ];
  for (const [change, message] of cases) {
    await assert.rejects(read({ ...SAID, ...change }), {
      name: "RangeError",
      message,
    });
  }
});

Deno.test("readNetworkFold() refuses scores in another precision", async () => {
  await withFolder(async (folder) => {
    const files = new MeasuresFiles(folder, {
      characteristics: HEADS.characteristics,
      readings: [],
    });
    const diagnoses = `${folder}/double.npy`;
    await writeNpy(diagnoses, { shape: [1, 2], data: new Float64Array(2) });
    const ids = await files.ids(["a"]);
    await assert.rejects(
      readNetworkFold({ ids, diagnoses, logits: diagnoses }, HEADS),
      /^TypeError: Cannot use ".*double.npy": its elements are no float32: supply/,
    );
  });
});
