import assert from "node:assert/strict";
import { parseInstanceIndex } from "../../../data/dermx/instance_index.ts";

const HEADER = "image_id,mask_id,class_name";

function parse(...lines: string[]): ReturnType<typeof parseInstanceIndex> {
  return parseInstanceIndex({ name: "index.csv", text: lines.join("\n") });
}

Deno.test("parseInstanceIndex() reads rater, image, class and place", () => {
  assert.deepEqual(
    parse(
      HEADER,
      "derm3_10576-DSC00101-20(2),derm3_10576-DSC00101-20(2)_00001,Plaque",
      // In the second release some ids end in _2; they name no evaluation of it.
      "labeller5_044875HB_2,labeller5_044875HB_2_00010,Sun damage",
    ),
    [
      {
        image: "10576-DSC00101-20(2)",
        rater: "derm3",
        characteristic: "Plaque",
        id: "derm3_10576-DSC00101-20(2)_00001",
        position: 1,
      },
      {
        image: "044875HB_2",
        rater: "labeller5",
        characteristic: "Sun damage",
        id: "labeller5_044875HB_2_00010",
        position: 10,
      },
    ],
  );
});

Deno.test("parseInstanceIndex() reads lines that end in CRLF", () => {
  const text = `${HEADER}\r\nderm1_a,derm1_a_00000,Scale\r\n`;

  assert.equal(
    parseInstanceIndex({ name: "i", text })[0]?.characteristic,
    "Scale",
  );
});

Deno.test("parseInstanceIndex() names the row that breaks the schema", () => {
  const cases: [string, string][] = [
    ["derm1,derm1_00000,Scale", 'image_id: expected "RATER_IMAGE"'],
    [
      "derm1_a,derm1_a_x,Scale",
      "mask_id: expected a number after the last underscore",
    ],
    ["derm1_a,derm1_a_00000,", "class_name: expected a class"],
    [
      "derm1_a,derm1_b_00000,Scale",
      'expected "mask_id" to be "image_id" and a number',
    ],
  ];
  for (const [row, reason] of cases) {
    assert.throws(() => parse(HEADER, "derm1_a,derm1_a_00000,Scale", row), {
      name: "TypeError",
      message:
        `Cannot read "index.csv": row 2 below the header: ${reason}: correct it or restore the file from its source`,
    });
  }
});
