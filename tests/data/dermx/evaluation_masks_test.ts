import assert from "node:assert/strict";
import { evaluationMasks } from "../../../data/dermx/evaluation_masks.ts";
import { parseAnnotationFile } from "../../../data/dermx/parse_annotation_file.ts";
import {
  annotationFile,
  outlined,
  tag,
} from "../../support/annotation_file.ts";
import { pictureOf } from "../../support/picture.ts";

Deno.test("evaluationMasks() lays instances of a class over each other, and sorts by class", () => {
  const file = annotationFile("derm1_a", [
    outlined("Scale", [0, 0, 4, 0, 4, 2, 0, 2]),
    outlined("Plaque", [6, 4, 7, 4, 7, 5, 6, 5]),
    outlined("Scale", [3, 1, 7, 1, 7, 3, 3, 3]),
    tag("Psoriasis"),
  ]);
  const masks = evaluationMasks(parseAnnotationFile(file, { release: "v1" }));

  assert.deepEqual([...masks.keys()], ["Plaque", "Scale"]);
  assert.deepEqual(pictureOf(masks.get("Plaque")!), [
    "........",
    "........",
    "........",
    "........",
    "......##",
    "......##",
  ]);
  // Two paths of one annotation would leave their common part empty.
  assert.deepEqual(pictureOf(masks.get("Scale")!), [
    "#####...",
    "########",
    "########",
    "...#####",
    "........",
    "........",
  ]);
});

Deno.test("evaluationMasks() returns nothing for an evaluation of tags", () => {
  const file = annotationFile("derm1_a", [tag("Acne")]);

  assert.equal(
    evaluationMasks(parseAnnotationFile(file, { release: "v1" })).size,
    0,
  );
});
