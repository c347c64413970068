import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { parseCsv, readCsv, writeCsv } from "../../data/csv.ts";
import { withFolder } from "../support/temporary_folder.ts";

const columns = ["image", "rater"] as const;

function parse(
  text: string,
  separator: "," | ";" = ",",
): Record<string, string>[] {
  return parseCsv({ name: "t.csv", text }, { columns, separator });
}

Deno.test("parseCsv() reads LF and CRLF, commas and semicolons, with and without a byte order mark", () => {
  const expected = [{ image: "a", rater: "1" }, { image: "b", rater: "2" }];

  assert.deepEqual(parse("image,rater\na,1\nb,2\n"), expected);
  assert.deepEqual(parse("image,rater\r\na,1\r\nb,2\r\n"), expected);
  assert.deepEqual(parse("image;rater\r\na;1\r\nb;2", ";"), expected);
  assert.deepEqual(parse("\ufeffimage,rater\na,1\nb,2\n"), expected);
});

Deno.test("parseCsv() keeps spaces, and takes back quotes, separators and line ends", () => {
  assert.deepEqual(parse('image,rater\n" a ","x""y"\n"1,2","p\nq"\n'), [
    { image: " a ", rater: 'x"y' },
    { image: "1,2", rater: "p\nq" },
  ]);
});

Deno.test("parseCsv() refuses columns that are missing, renamed, reordered or too many", () => {
  for (
    const header of [
      "image",
      "image,Rater",
      "rater,image",
      "image,rater,x",
      "",
    ]
  ) {
    assert.throws(() => parse(`${header}\n`), (error: Error) => {
      assert(error instanceof TypeError);
      assert.match(error.message, /"t\.csv".*"image,rater" is expected/);
      return true;
    });
  }
});

Deno.test("parseCsv() names the line of a row with too few or too many fields", () => {
  for (const row of ["a", "a,1,2"]) {
    assert.throws(() => parse(`image,rater\nb,2\n${row}\n`), (error: Error) => {
      assert(error instanceof SyntaxError);
      assert.match(error.message, /"t\.csv".*line 3/);
      return true;
    });
  }
});

Deno.test("parseCsv() refuses a quote that is not closed", () => {
  assert.throws(() => parse('image,rater\n"a,1\n'), SyntaxError);
});

Deno.test("readCsv() refuses bytes that are not UTF-8", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "latin1.csv");
    await Deno.writeFile(
      path,
      new Uint8Array([
        ...new TextEncoder().encode("image,rater\nK"),
        0xf6,
        0x2c,
        0x31,
      ]),
    );
    await assert.rejects(
      readCsv(path, { columns }),
      { name: "SyntaxError", message: /latin1\.csv.*not UTF-8/ },
    );
  });
});

Deno.test("writeCsv() quotes only what needs it and ends every line with LF", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "t.csv");
    const rows = [{ image: "a b", rater: 1 }, { image: 'x,"', rater: -0.5 }];
    await writeCsv(path, { columns, rows });

    assert.equal(
      await Deno.readTextFile(path),
      'image,rater\na b,1\n"x,""",-0.5\n',
    );
  });
});

Deno.test("writeCsv() writes a table of several parts whole", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "t.csv");
    const rows = Array.from({ length: 30_000 }, (_, n) => ({ a: n, b: "é" }));
    await writeCsv(path, { columns: ["a", "b"], rows });

    const text = await Deno.readTextFile(path);
    assert.ok(text.length > 3 << 16);
    assert.equal(text, "a,b\n" + rows.map(({ a }) => `${a},é\n`).join(""));
  });
});

Deno.test("writeCsv() refuses numbers that are not finite", async () => {
  await withFolder(async (folder) => {
    for (const rater of [NaN, Infinity, -Infinity]) {
      await assert.rejects(
        writeCsv(join(folder, "t.csv"), {
          columns,
          rows: [{ image: "a", rater }],
        }),
        { name: "RangeError", message: /column "rater"/ },
      );
    }
  });
});

Deno.test("readCsv() takes back every text and number that writeCsv() wrote", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "t.csv");
    // A lone surrogate has no UTF-8, so no file can hold one.
    const text = fc.string({ unit: "grapheme" });
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ image: text, rater: number }), { minLength: 1 }),
        async (rows) => {
          await writeCsv(path, { columns, rows });
          const read = await readCsv(path, { columns });
          assert.deepEqual(
            read.map(({ image, rater }) => [image, Number(rater)]),
            rows.map(({ image, rater }) => [image, rater + 0]),
          );
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });
});
