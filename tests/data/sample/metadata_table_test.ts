import assert from "node:assert/strict";
import { metadataTable } from "../../../data/sample/metadata_table.ts";

Deno.test("metadataTable() writes a table as the releases have it", () => {
  const row = {
    original_filename: "generated_0.jpg",
    dataset: "Generated A",
    diagnosis: "Acne",
    current_filename: "generated-00000.jpeg",
    skin_tone: "light",
    age: "young",
  } as const;

  assert.equal(
    metadataTable([row]),
    "original_filename;dataset;diagnosis;current_filename;skin_tone;age\r\n" +
      "generated_0.jpg;Generated A;Acne;generated-00000.jpeg;light;young\r\n",
  );
});
