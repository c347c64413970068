import assert from "node:assert/strict";
import { join } from "node:path";
import { type NpyData, writeNpy } from "../../data/npy.ts";
import { NpyRowReader } from "../../data/npy_row_reader.ts";
import { withFolder } from "../support/temporary_folder.ts";

/** Writes an array to a file and opens it. */
async function withReader(
  array: { shape: readonly number[]; data: NpyData },
  use: (reader: NpyRowReader) => void,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, "rows.npy");
    await writeNpy(path, array);
    using reader = await NpyRowReader.open(path);
    use(reader);
  });
}

Deno.test("NpyRowReader.row() gives what readNpy() has at the row", async () => {
  const data = Float32Array.from({ length: 30 }, (_, i) => i / 3);
  await withReader({ shape: [5, 2, 3], data }, (reader) => {
    assert.deepEqual(reader.shape, [5, 2, 3]);
    assert.equal(reader.rows, 5);
    for (const index of [3, 0, 4]) {
      assert.deepEqual(
        reader.row(index),
        data.slice(6 * index, 6 * index + 6),
      );
    }
  });
});

Deno.test("NpyRowReader.row() gives elements of the type that it was opened for", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.npy");
    const arrays = {
      "|u1": Uint8Array.of(0, 255, 1, 254, 2, 253),
      "<u2": Uint16Array.of(0, 65535, 1, 2, 3, 4),
      "<i4": Int32Array.of(-1, 0, 1, -0x80000000, 7, 8),
      "<f8": Float64Array.of(0.1, -0, NaN, Infinity, 5, 6),
    };
    for (const type of ["|u1", "<u2", "<i4", "<f8"] as const) {
      await writeNpy(path, { shape: [2, 3], data: arrays[type] });
      using reader = await NpyRowReader.open(path, type);
      assert.deepEqual(reader.row(1), arrays[type].slice(3));
      assert.deepEqual(reader.row(0), arrays[type].slice(0, 3));
    }
  });
});

Deno.test("NpyRowReader.row() refuses rows that are not there", async () => {
  const data = new Float32Array(4);
  await withReader({ shape: [2, 2], data }, (reader) => {
    for (const index of [-1, 2, 0.5, NaN]) {
      assert.throws(() => reader.row(index), /there are 2 rows/);
    }
  });
});

Deno.test("NpyRowReader.open() says how to convert what is of another type", async () => {
  const data = new Float64Array(4);
  await assert.rejects(
    withReader({ shape: [2, 2], data }, () => {}),
    { name: "TypeError", message: /"<f8" and float32.*astype\('float32'\)/ },
  );
  await withFolder(async (folder) => {
    const path = join(folder, "a.npy");
    await writeNpy(path, { shape: [1], data: Float32Array.of(1) });
    await assert.rejects(NpyRowReader.open(path, "|u1"), {
      name: "TypeError",
      message: /"<f4" and uint8.*astype\('uint8'\)/,
    });
  });
});

Deno.test("NpyRowReader.open() refuses a file that is cut short or of another kind", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.npy");
    await writeNpy(path, { shape: [9], data: new Float32Array(9) });
    const whole = await Deno.readFile(path);
    for (const size of [0, 11, 100, whole.length - 1]) {
      await Deno.writeFile(path, whole.subarray(0, size));
      await assert.rejects(NpyRowReader.open(path), { name: "SyntaxError" });
    }
  });
});
