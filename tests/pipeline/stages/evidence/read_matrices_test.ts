import assert from "node:assert/strict";
import { readMatrices } from "../../../../pipeline/stages/evidence/read_matrices.ts";

const CLASSES = ["a", "b"];

function lines(model: string, run: number, counts: readonly number[]): string {
  return counts.map((count, i) =>
    `${model},${run},${CLASSES[i >> 1]},${i % 2},${count}\n`
  ).join("");
}

async function matrices(body: string): ReturnType<typeof readMatrices> {
  const path = await Deno.makeTempFile();
  try {
    const header = "model,run,actual,predicted_index,count\n";
    await Deno.writeTextFile(path, header + body);
    return await readMatrices(path, CLASSES);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("readMatrices() gathers the runs of each model", async () => {
  const body = lines("m", 0, [1, 2, 3, 4]) + lines("n", 0, [3, 0, 0, 7]) +
    lines("m", 1, [2, 1, 4, 3]);
  assert.deepEqual(
    [...await matrices(body)],
    [["m", [[[1, 2], [3, 4]], [[2, 1], [4, 3]]]], ["n", [[[3, 0], [0, 7]]]]],
  );
});

Deno.test("readMatrices() refuses matrices over other samples", async () => {
  const body = lines("m", 0, [1, 2, 3, 4]) + lines("m", 1, [1, 3, 3, 4]);
  await assert.rejects(matrices(body), {
    name: "RangeError",
    message: /run 1 of "m" .* counts 4 7 samples .* the first matrix 3 7/,
  });
});

Deno.test("readMatrices() refuses missing, doubled, foreign and broken cells", async () => {
  const whole = lines("m", 0, [1, 2, 3, 4]);
  const refused = [
    [whole.replace("m,0,b,1,4\n", ""), /it has 3 cells: give 2 x 2$/],
    [`${whole}m,0,b,1,4\n`, /count "4" of actual "b", predicted 1/],
    [whole.replace("b,1", "c,1"), /Cannot find actual "b", predicted 1/],
    [whole.replace(",4", ",4.5"), /count "4\.5"/],
    [whole.replace(",4", ",-4"), /count "-4"/],
  ] as const;
  for (const [body, message] of refused) {
    await assert.rejects(matrices(body), { name: "SyntaxError", message });
  }
});
