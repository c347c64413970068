import assert from "node:assert/strict";
import { readCounts } from "../../../../pipeline/stages/findings/read_counts.ts";

Deno.test("readCounts() reads whole numbers and nothing else", async () => {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, "quantity,count\na,19578\nb,0\n");
    assert.deepEqual([...await readCounts(path)], [["a", 19578], ["b", 0]]);
    await Deno.writeTextFile(path, "quantity,count\na,1.5\n");
    await assert.rejects(readCounts(path), {
      name: "SyntaxError",
      message:
        `Cannot read count "1.5" of "a" in "${path}": write a whole number`,
    });
  } finally {
    await Deno.remove(path);
  }
});
