import assert from "node:assert/strict";
import { readPublished } from "../../../data/ledger/published.ts";

const HEADER = "table,row,column,statistic,printed,tolerance\n";

async function published(lines: string): ReturnType<typeof readPublished> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, HEADER + lines);
    return await readPublished(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("readPublished() keeps the print's decimals and order", async () => {
  assert.deepEqual(
    await published("text,b,,value,0.90,\ntable1,a,c,count,12,0.5\n"),
    [
      {
        table: "text",
        row: "b",
        column: "",
        statistic: "value",
        printed: "0.90",
      },
      {
        table: "table1",
        row: "a",
        column: "c",
        statistic: "count",
        printed: "12",
        tolerance: 0.5,
      },
    ],
  );
});

Deno.test("readPublished() refuses numbers and tolerances that are none", async () => {
  for (const line of ["text,b,,value,,\n", "text,b,,value,0.9,small\n"]) {
    await assert.rejects(published(line), { name: "SyntaxError" });
  }
});
