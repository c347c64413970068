import assert from "node:assert/strict";
import { join } from "node:path";
import {
  divideImages,
  type Division,
  type ImageParts,
} from "../../../../pipeline/stages/shards/division.ts";
import { shardOf } from "../../../../pipeline/stages/shards/shard_of.ts";
import { foldLine, packFolds } from "../../../support/folds.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const IMAGES = new Map(["a", "b", "c", "ö"].map((image) => [image, {}]));

/** Divides the images by folds that test these. */
function divided(
  tested: readonly (readonly string[])[],
): Promise<ImageParts> {
  return withFolder((folder) => {
    const folds = join(folder, "folds.tar");
    const lists = tested.flatMap((images, fold) => {
      const lines = images.map((image) =>
        foldLine(image, { diagnosis: "Acne" })
      );
      return [
        [`metadata_fold_${fold}_train.csv`, []] as const,
        [`metadata_fold_${fold}_test.csv`, lines] as const,
      ];
    });
    packFolds(folds, Object.fromEntries(lists));
    return divideImages({ by: "fold" }, { folds, images: IMAGES });
  });
}

Deno.test("divideImages() by id gives each image its shard", async () => {
  const division: Division = { by: "id", shards: 3 };
  const files = { folds: undefined, images: IMAGES };
  const parts = await divideImages(division, files);
  assert.equal(parts.count, 3);
  for (const image of ["a", "b", "not in the metadata"]) {
    assert.equal(parts.of(image), shardOf(image, 3));
  }
});

Deno.test("divideImages() by fold gives each image the fold that tests it", async () => {
  const parts = await divided([["b"], [], ["o\u0308", "a"]]);
  assert.equal(parts.count, 3);
  assert.deepEqual(
    ["a", "b", "c", "ö", "z"].map((image) => parts.of(image)),
    [2, 0, undefined, 2, undefined],
  );
});

Deno.test("divideImages() refuses folds that do not divide the images", async () => {
  await assert.rejects(divided([["a"], ["b", "a"]]), {
    name: "RangeError",
    message: /folds 0 and 1 both test "a": keep it in one/,
  });
  await assert.rejects(divided([["a"], ["z"]]), {
    name: "RangeError",
    message: /fold 1 tests "z", which the metadata do not list: supply/,
  });
  await assert.rejects(
    divideImages({ by: "fold" }, { folds: undefined, images: IMAGES }),
    { name: "TypeError", message: /"folds" is not supplied: connect/ },
  );
});
