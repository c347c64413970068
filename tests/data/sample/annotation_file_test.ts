import assert from "node:assert/strict";
import { parseAnnotationFile } from "../../../data/dermx/parse_annotation_file.ts";
import { annotationFile } from "../../../data/sample/annotation_file.ts";

const path = [{ x: 1.25, y: 2 }, { x: 4.5, y: 2 }, { x: 3, y: 7.75 }];
const EVALUATION = {
  image: "generated-00001",
  rater: "derm2",
  width: 30,
  height: 20,
  dataset: "Generated dataset",
  annotations: [
    { name: "Scale", attributes: ["White"], paths: [path] },
    { name: "Scar", attributes: [], paths: [path, path.toReversed()] },
    { name: "Psoriasis", attributes: [], paths: undefined },
  ],
};

Deno.test("annotationFile() writes what parseAnnotationFile() reads", () => {
  const { name, text } = annotationFile(EVALUATION);
  const bytes = new TextEncoder().encode(text);

  assert.equal(name, "derm2_generated-00001.json");
  assert.deepEqual(
    parseAnnotationFile({ name, bytes }, { release: "v1" }),
    EVALUATION,
  );
});

Deno.test("annotationFile() writes one path as a polygon and several as a complex one, with their extent", () => {
  const { annotations } = JSON.parse(annotationFile(EVALUATION).text);

  assert.deepEqual(annotations, [
    {
      attributes: ["White"],
      bounding_box: { h: 5.75, w: 3.25, x: 1.25, y: 2 },
      polygon: { path },
      name: "Scale",
    },
    {
      bounding_box: { h: 5.75, w: 3.25, x: 1.25, y: 2 },
      complex_polygon: { path: [path, path.toReversed()] },
      name: "Scar",
    },
    { name: "Psoriasis", tag: {} },
  ]);
});
