import assert from "node:assert/strict";
import { PaperNumbers } from "../../../../pipeline/stages/benchmark/paper_numbers.ts";
import { publishedFile } from "../../../support/published_file.ts";

Deno.test("PaperNumbers knows means with their spread as printed", async () => {
  const paper = await PaperNumbers.read(publishedFile("dataset_paper.csv"));
  const place = { row: "Union", column: "specificity" };
  assert.equal(paper.at({ table: "table6a", ...place }), "0.90 ± 0.00");
  assert.equal(paper.at({ table: "table7", ...place }), undefined);
  assert.equal(paper.at({ table: undefined, ...place }), undefined);
  const none = await PaperNumbers.read(undefined);
  assert.equal(none.at({ table: "table6a", ...place }), undefined);
});
