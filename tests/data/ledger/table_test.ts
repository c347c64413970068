import assert from "node:assert/strict";
import fc from "fast-check";
import { readTable, writeTable } from "../../../data/ledger/table.ts";

Deno.test("readTable() reads what writeTable() wrote, to the last bit", async () => {
  const path = await Deno.makeTempFile();
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({
          row: fc.string(),
          column: fc.string(),
          statistic: fc.string(),
          value: fc.double({ noNaN: true, noDefaultInfinity: true })
            .map((value) => value + 0),
        }, { noNullPrototype: true })),
        async (cells) => {
          await writeTable(path, cells);
          assert.deepEqual(await readTable(path), cells);
        },
      ),
      { seed: 21, numRuns: 50 },
    );
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("readTable() names the cell whose value is no finite number", async () => {
  const path = await Deno.makeTempFile();
  try {
    for (const value of ["", "NaN", "Infinity", "abc"]) {
      await Deno.writeTextFile(
        path,
        `row,column,statistic,value\nAcne,f1,mean,0.5\nAcne,f1,std,${value}\n`,
      );
      await assert.rejects(readTable(path), {
        name: "SyntaxError",
        message:
          `Cannot read "${path}": value "${value}" of row "Acne", column "f1", statistic "std" is no finite number: rerun the stage that wrote it`,
      });
    }
  } finally {
    await Deno.remove(path);
  }
});
