import assert from "node:assert/strict";
import { parseAnnotationFile } from "../../../data/dermx/parse_annotation_file.ts";
import {
  annotationFile,
  type AnnotationFileOptions,
  outlined,
  tag,
  textFile,
} from "../../support/annotation_file.ts";

const TRIANGLE = [0, 0, 4, 0, 0, 4];
const v1 = { release: "v1" } as const;

/** Asserts that a file of these annotations is refused with exactly this reason. */
function assertRefused(
  annotations: readonly unknown[],
  reason: string,
  options: AnnotationFileOptions = {},
): void {
  const file = annotationFile("derm1_a", annotations, options);
  assert.throws(() => parseAnnotationFile(file, v1), {
    name: "TypeError",
    message: `Cannot read annotation file "derm1_a.json": ${reason}`,
  });
}

const RESTORE = "correct it or restore the file from its source";

Deno.test("parseAnnotationFile() keeps annotations in order, with attributes and paths", () => {
  const file = annotationFile("derm1_005103HB (1)", [
    outlined("Sun damage", [-7.78, -31.49, 4, 0, 4, 4]),
    {
      ...outlined("Plaque", TRIANGLE, [1, 1, 2, 1, 1, 2]),
      attributes: ["Red", "Thick"],
    },
    tag("Acne"),
  ]);

  assert.deepEqual(parseAnnotationFile(file, v1), {
    image: "005103HB (1)",
    rater: "derm1",
    width: 8,
    height: 6,
    dataset: "Explainability dataset",
    annotations: [
      {
        name: "Sun damage",
        attributes: [],
        paths: [[{ x: -7.78, y: -31.49 }, { x: 4, y: 0 }, { x: 4, y: 4 }]],
      },
      {
        name: "Plaque",
        attributes: ["Red", "Thick"],
        paths: [
          [{ x: 0, y: 0 }, { x: 4, y: 0 }, { x: 0, y: 4 }],
          [{ x: 1, y: 1 }, { x: 2, y: 1 }, { x: 1, y: 2 }],
        ],
      },
      { name: "Acne", attributes: [], paths: undefined },
    ],
  });
});

Deno.test("parseAnnotationFile() reads an evaluation without annotations", () => {
  const file = annotationFile("derm1_a", []);

  assert.deepEqual(parseAnnotationFile(file, v1).annotations, []);
});

Deno.test("parseAnnotationFile() reads escaped, raw and decomposed letters as the same term", () => {
  const { bytes } = annotationFile("derm1_a", [tag("NAME")]);
  const text = new TextDecoder().decode(bytes);
  for (
    const spelled of [
      String.raw`K\u00f6bnerization`,
      "K\u00f6bnerization",
      "Ko\u0308bnerization",
    ]
  ) {
    const file = textFile("derm1_a.json", text.replace("NAME", spelled));
    assert.equal(
      parseAnnotationFile(file, v1).annotations[0]?.name,
      "K\u00f6bnerization",
    );
  }
});

Deno.test("parseAnnotationFile() accepts names in another normal form and another extension", () => {
  const file = annotationFile("derm1_\u00f6", []);

  assert.equal(
    parseAnnotationFile({ ...file, name: "derm1_o\u0308.json" }, v1).image,
    "\u00f6",
  );
});

Deno.test("parseAnnotationFile() refuses text that is not JSON in UTF-8", () => {
  const files = [
    textFile("derm1_a.json", '{"dataset": '),
    textFile("derm1_a.json", '{"dataset": NaN}'),
    textFile("derm1_a.json", ""),
    { name: "derm1_a.json", bytes: Uint8Array.of(0x22, 0xf6, 0x22) },
  ];
  for (const file of files) {
    assert.throws(() => parseAnnotationFile(file, v1), {
      name: "SyntaxError",
      message:
        /^Cannot read annotation file "derm1_a\.json": not JSON in UTF-8 \(.*\): restore the file from its source$/,
    });
  }
});

Deno.test("parseAnnotationFile() refuses names that are not RATER_IMAGE.json", () => {
  const { bytes } = annotationFile("derm1_a", []);
  for (const name of ["README.md", "derm1_a.json.bak", "readme.json"]) {
    assert.throws(() => parseAnnotationFile({ name, bytes }, v1), {
      name: "SyntaxError",
      message: new RegExp(name.split(".")[0]!),
    });
  }
});

Deno.test("parseAnnotationFile() refuses a file about another image than its name says", () => {
  const { bytes } = annotationFile("derm1_a", []);

  assert.throws(
    () => parseAnnotationFile({ name: "derm1_b.json", bytes }, v1),
    {
      name: "TypeError",
      message:
        'Cannot read annotation file "derm1_b.json": image.filename: "derm1_a.jpg" is another image: rename the file or the image',
    },
  );
});

Deno.test("parseAnnotationFile() refuses sizes that are no positive whole numbers", () => {
  const cases: [unknown, string][] = [
    [0, "expected at least 1 pixel"],
    [-8, "expected at least 1 pixel"],
    [8.5, "expected a whole number of pixels"],
    ["8", "expected a whole number of pixels"],
    [null, "expected a whole number of pixels"],
  ];
  for (const [size, reason] of cases) {
    for (const side of ["width", "height"]) {
      const { bytes } = annotationFile("derm1_a", []);
      const content = JSON.parse(new TextDecoder().decode(bytes));
      content.image[side] = size;
      assertRefused([], `image.${side}: ${reason}: ${RESTORE}`, {
        top: { image: content.image },
      });
    }
  }
  assertRefused(
    [],
    `image: expected fewer than 4,294,967,296 pixels: ${RESTORE}`,
    { width: 65_536, height: 65_536 },
  );
});

Deno.test("parseAnnotationFile() refuses unknown and missing keys", () => {
  assertRefused([], `unknown key "version": ${RESTORE}`, {
    top: { version: "2.0" },
  });
  assertRefused([], `dataset: expected string: ${RESTORE}`, {
    top: { dataset: undefined },
  });
  assertRefused([], `annotations: expected array: ${RESTORE}`, {
    top: { annotations: {} },
  });
  assertRefused(
    [tag("Acne"), { ...tag("Acne"), ellipse: {} }],
    `annotations[1]: unknown key "ellipse": ${RESTORE}`,
  );
});

Deno.test("parseAnnotationFile() refuses terms that the release does not have", () => {
  assertRefused(
    [tag("Acne"), tag("acne")],
    'annotations[1].name: "acne" is not a term of release "v1": correct its spelling or read it as another release',
  );
  const file = annotationFile("labeller5_a", [
    outlined("Hyperkeratosis", TRIANGLE),
  ]);
  assert.throws(() => parseAnnotationFile(file, v1), /"Hyperkeratosis"/);
  assert.equal(
    parseAnnotationFile(file, { release: "v2" }).annotations.length,
    1,
  );
});

Deno.test("parseAnnotationFile() refuses outlines of what cannot be localised", () => {
  assertRefused(
    [outlined("Acne", TRIANGLE)],
    'annotations[0].name: "Acne" is outlined but is not a localisable characteristic: make it a tag',
  );
});

Deno.test("parseAnnotationFile() refuses annotations that are both tag and outline, or neither", () => {
  const shapes =
    'expected exactly one of "tag", "polygon" and "complex_polygon"';
  assertRefused(
    [{ ...outlined("Scale", TRIANGLE), tag: {} }],
    `annotations[0]: ${shapes} and got 2: ${RESTORE}`,
  );
  assertRefused(
    [tag("Acne"), { name: "Scale" }],
    `annotations[1]: ${shapes} and got 0: ${RESTORE}`,
  );
});

Deno.test("parseAnnotationFile() refuses paths of fewer than 3 points, and no paths", () => {
  assertRefused(
    [outlined("Scale", [0, 0, 4, 0])],
    `annotations[0].polygon.path: expected at least 3 points and got 2: ${RESTORE}`,
  );
  assertRefused(
    [tag("Acne"), outlined("Scale", TRIANGLE, [], TRIANGLE)],
    `annotations[1].complex_polygon.path[1]: expected at least 3 points and got 0: ${RESTORE}`,
  );
  assertRefused(
    [{ name: "Scale", complex_polygon: { path: [] } }],
    `annotations[0].complex_polygon.path: expected at least 1 path: ${RESTORE}`,
  );
  assertRefused(
    [{ name: "Scale", polygon: { path: "M0 0" } }],
    `annotations[0].polygon.path: expected a list of points: ${RESTORE}`,
  );
});

Deno.test("parseAnnotationFile() refuses coordinates that are no finite numbers", () => {
  const place = "annotations[0].polygon.path[2]";
  for (
    const point of [{ x: 1 }, { x: 1, y: "2" }, { x: null, y: 2 }, null, 3]
  ) {
    assertRefused(
      [{
        name: "Scale",
        polygon: { path: [{ x: 0, y: 0 }, { x: 1, y: 0 }, point] },
      }],
      `${place}: expected finite numbers "x" and "y": ${RESTORE}`,
    );
  }
  // JSON has no infinity, but a number too large reads as one.
  const { bytes } = annotationFile("derm1_a", [outlined("Scale", TRIANGLE)]);
  const text = new TextDecoder().decode(bytes).replace('"y":4', '"y":1e999');
  assert.throws(
    () => parseAnnotationFile(textFile("derm1_a.json", text), v1),
    { message: new RegExp(`${RegExp.escape(place)}: expected finite`) },
  );
});

Deno.test("parseAnnotationFile() refuses attributes that a table could not hold", () => {
  assertRefused(
    [{ ...outlined("Scale", TRIANGLE), attributes: ["Red", "a|b"] }],
    `annotations[0].attributes[1]: expected a term without "|": ${RESTORE}`,
  );
});

Deno.test("parseAnnotationFile() says how many more things are wrong", () => {
  assertRefused(
    [outlined("Scale", [0, 0]), outlined("Scale", [0, 0], [0, 0])],
    `annotations[0].polygon.path: expected at least 3 points and got 1 (and 2 more): ${RESTORE}`,
  );
});
