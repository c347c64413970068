import assert from "node:assert/strict";
import { join } from "node:path";
import { writeTar } from "../../../data/archive/write_tar.ts";
import type { Fold } from "../../../data/dermx/fold.ts";
import { readFolds } from "../../../data/dermx/read_folds.ts";
import { foldLine, packFolds } from "../../support/folds.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** Reads the folds of these lists. */
function read(
  lists: Readonly<Record<string, readonly string[]>>,
): Promise<Fold[]> {
  return withFolder((folder) => {
    const path = join(folder, "folds.tar");
    packFolds(path, lists);
    return readFolds(path);
  });
}

const ACNE = { diagnosis: "Acne" };

Deno.test("readFolds() reads folds by number, and images in the order of their lists", async () => {
  const folds = await read({
    "metadata_fold_1_test.csv": [foldLine("o\u0308.v2", ACNE)],
    "metadata_fold_1_train.csv": [],
    "metadata_fold_0_train.csv": [
      foldLine("b (1)", { diagnosis: "Vitiligo", patient: "3" }),
      foldLine("a", { diagnosis: "Acne", patient: "3" }),
    ],
    "metadata_fold_0_test.csv": [],
  });

  assert.deepEqual(folds, [
    {
      train: [
        { image: "b (1)", patient: "3", diagnosis: "Vitiligo" },
        { image: "a", patient: "3", diagnosis: "Acne" },
      ],
      test: [],
    },
    {
      train: [],
      test: [{ image: "\u00f6.v2", patient: "o\u0308.v2", diagnosis: "Acne" }],
    },
  ]);
});

const TRAIN = "metadata_fold_0_train.csv";
const TEST = "metadata_fold_0_test.csv";

const FAULTS: Readonly<
  Record<string, [Record<string, readonly string[]>, RegExp]>
> = {
  "another file": [
    { [TRAIN]: [], [TEST]: [], "README.md": [] },
    /SyntaxError: Cannot read ".*folds\.tar": "README\.md" is no list of a fold: name it/,
  ],
  "a number with zeros in front": [
    { "metadata_fold_00_test.csv": [] },
    /SyntaxError: .*"metadata_fold_00_test\.csv" is no list/,
  ],
  "no file": [{}, /SyntaxError: .*holds no folds: supply/],
  "a fold without a part": [
    { [TRAIN]: [] },
    /TypeError: .*fold 0 has no test list: supply "metadata_fold_0_test\.csv"/,
  ],
  "a gap in the numbers": [
    {
      [TRAIN]: [],
      [TEST]: [],
      "metadata_fold_2_train.csv": [],
      "metadata_fold_2_test.csv": [],
    },
    /TypeError: .*fold 1 has no train list/,
  ],
  "an unknown diagnosis": [
    { [TRAIN]: [foldLine("a", ACNE), foldLine("b", { diagnosis: "Eczema" })] },
    /TypeError: Cannot read "metadata_fold_0_train\.csv": row 2 below the header: diagnosis: expected one of "Acne"/,
  ],
  "no patient": [
    { [TRAIN]: [foldLine("a", { ...ACNE, patient: "" })] },
    /TypeError: .*row 1 .*patient_id: expected a name/,
  ],
  "a ragged row": [
    { [TRAIN]: ["1,a.jpg,SD-260,Acne"] },
    /SyntaxError: Cannot read "metadata_fold_0_train\.csv" as a table/,
  ],
  "an image in both parts": [
    { [TRAIN]: [foldLine("a", ACNE)], [TEST]: [foldLine("a", ACNE)] },
    /TypeError: Cannot use fold 0 of ".*": it lists image "a" twice: what is tested/,
  ],
};

for (const [fault, [lists, message]] of Object.entries(FAULTS)) {
  Deno.test(`readFolds() refuses ${fault}`, async () => {
    await assert.rejects(read(lists), (error) => {
      assert.match(String(error), message);
      return true;
    });
  });
}

Deno.test("readFolds() refuses a list that is not UTF-8", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "folds.tar");
    writeTar(path, [{ name: TRAIN, bytes: Uint8Array.of(0xff) }]);

    await assert.rejects(readFolds(path), /SyntaxError: .*is not UTF-8/);
  });
});
