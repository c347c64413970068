import assert from "node:assert/strict";
import { join } from "node:path";
import { readConfusion } from "../../../../pipeline/stages/figures/read_confusion.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const HEADER = "model,run,actual,predicted_index,predicted,count\n";
const OPTIONS = {
  classes: ["A", "B"],
  architectures: [{ id: "n", name: "Net" }],
};

async function read(
  rows: readonly string[],
): ReturnType<typeof readConfusion> {
  return await withFolder(async (folder) => {
    const path = join(folder, "confusion.csv");
    await Deno.writeTextFile(path, HEADER + rows.join("\n") + "\n");
    return await readConfusion(path, OPTIONS);
  });
}

/** The outputs of the network stand in another order than the classes. */
const RUN = ["n,0,A,0,B,1", "n,0,A,1,A,5", "n,0,B,0,B,7", "n,0,B,1,A,2"];

Deno.test("readConfusion() places counts by the classes' names, and leaves out sums", async () => {
  const sums = RUN.map((row) => row.replace("n,0", "n,all"));
  const others = RUN.map((row) => row.replace("n,0", "m,0"));
  assert.deepEqual(await read([...others, ...RUN, ...sums]), [{
    name: "Net",
    runs: [{ run: "0", matrix: [[5, 1], [2, 7]] }],
  }]);
});

Deno.test("readConfusion() refuses gaps, other networks and what is no count", async () => {
  await assert.rejects(read(RUN.slice(1)), {
    name: "RangeError",
    message: /how often run 0 of "n" takes "A" for "B"/,
  });
  await assert.rejects(read(["m,0,A,0,B,1"]), {
    name: "RangeError",
    message: /^Cannot find counts of "n" in ".*confusion\.csv": /,
  });
  await assert.rejects(read([...RUN.slice(1), "n,0,A,0,B,-1"]), {
    name: "SyntaxError",
    message: /run 0 of "n": "-1" is not a whole number/,
  });
});
