import assert from "node:assert/strict";
import { join } from "node:path";
import type { NpyArray } from "../../../../data/npy.ts";
import { writeNpy } from "../../../../data/npy.ts";
import { RunFile } from "../../../../pipeline/stages/masks/run_file.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const RUNS = {
  shape: [3, 2],
  data: Uint32Array.of(0, 2, 4, 7, 1, 4_000_000_000),
};

async function withFile(
  array: NpyArray,
  test: (path: string) => void,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, "runs.npy");
    await writeNpy(path, array);
    test(path);
  });
}

Deno.test("RunFile.read() returns any consecutive runs, in any order of reading", async () => {
  await withFile(RUNS, (path) => {
    using file = RunFile.open(path);
    assert.deepEqual(
      file.read({ firstRun: 2, runs: 1 }),
      Uint32Array.of(1, 4_000_000_000),
    );
    assert.deepEqual(file.read({ firstRun: 0, runs: 3 }), RUNS.data);
    assert.deepEqual(file.read({ firstRun: 3, runs: 0 }), new Uint32Array());
  });
});

Deno.test("RunFile.read() returns the third number of runs that have one", async () => {
  const votes = { shape: [2, 3], data: Uint32Array.of(0, 2, 5, 4, 7, 1) };
  await withFile(votes, (path) => {
    using file = RunFile.open(path, 3);
    assert.deepEqual(
      file.read({ firstRun: 1, runs: 1 }),
      Uint32Array.of(4, 7, 1),
    );
    assert.throws(() => file.read({ firstRun: 1, runs: 2 }), RangeError);
    // 24 bytes are two rows of three numbers and three rows of two.
    assert.throws(() => RunFile.open(path), SyntaxError);
  });
  await withFile(RUNS, (path) => {
    assert.throws(() => RunFile.open(path, 3), /R x 3/);
  });
});

Deno.test("RunFile.read() refuses runs that the file does not have", async () => {
  await withFile(RUNS, (path) => {
    using file = RunFile.open(path);
    assert.throws(
      () => file.read({ firstRun: 2, runs: 2 }),
      /^RangeError: Cannot read runs 2 to 4 of ".*runs\.npy": it has 3/,
    );
  });
});

Deno.test("RunFile.open() accepts a file without runs", async () => {
  await withFile({ shape: [0, 2], data: new Uint32Array() }, (path) => {
    using file = RunFile.open(path);
    assert.throws(() => file.read({ firstRun: 0, runs: 1 }), RangeError);
  });
});

Deno.test("RunFile.open() refuses a file that is cut short", async () => {
  await withFile(RUNS, (path) => {
    for (const size of [151, 144, 100, 0]) {
      Deno.truncateSync(path, size);
      assert.throws(
        () => RunFile.open(path),
        /^SyntaxError: Cannot read ".*runs\.npy": it is not a whole list of runs/,
      );
    }
  });
});

Deno.test("RunFile.open() refuses an array of another type or shape", async () => {
  const arrays = [
    { shape: [3, 2], data: Int32Array.from(RUNS.data) },
    { shape: [6], data: RUNS.data },
    { shape: [2, 3], data: RUNS.data },
  ];
  for (const array of arrays) {
    await withFile(array, (path) => {
      assert.throws(() => RunFile.open(path), SyntaxError);
    });
  }
});
