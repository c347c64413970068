import assert from "node:assert/strict";
import {
  type PhotographSizes,
  photographSizes,
} from "../../../../pipeline/stages/evaluations/photograph_sizes.ts";
import { photographCaution } from "../../../../pipeline/stages/prose/photograph_caution.ts";
import { BenchmarkFiles } from "../../../support/benchmark_files.ts";
import { evaluationOf } from "../../../support/evaluations.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

/** Evaluations say 4 x 3 pixels. */
const EVALUATIONS = [
  evaluationOf("r1 a", []),
  evaluationOf("r2 a", []),
  evaluationOf("r1 b", []),
];

async function sizes(...lines: string[]): Promise<PhotographSizes> {
  return await withFolder(async (folder) => {
    const files = new BenchmarkFiles(folder);
    const parts = await Promise.all(
      lines.map((line) => files.lines("image,width,height", line)),
    );
    return await photographSizes(parts, EVALUATIONS);
  });
}

Deno.test("photographSizes() finds photographs of another size, by name", async () => {
  assert.deepEqual(await sizes("b,4,4", "a,3,4", "z,1,1"), {
    compared: 2,
    differing: 2,
    examples: [
      { image: "a", given: [3, 4], annotated: [4, 3] },
      { image: "b", given: [4, 4], annotated: [4, 3] },
    ],
  });
});

Deno.test("photographSizes() refuses a size that is no number", async () => {
  await assert.rejects(sizes("a,4,?"), {
    name: "SyntaxError",
    message: /height of "a": "\?" is not a whole number/,
  });
});

Deno.test("photographCaution() is silent where sizes agree and the study says nothing", async () => {
  const right = await sizes("a,4,3");
  assert.equal(photographCaution(null, right), null);
  assert.equal(photographCaution("Beware.", right), "Beware.");
  assert.match(
    photographCaution(null, await sizes("a,4,30")) ?? "",
    /^The photographs given are not those that were annotated: 1 of 1 photograph has another size, such as "a" with 4 x 30 pixels instead of 4 x 3\./,
  );
});
