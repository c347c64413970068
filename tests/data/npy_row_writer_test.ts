import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { readNpy, writeNpy } from "../../data/npy.ts";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import { withFolder } from "../support/temporary_folder.ts";

/** Writes pieces one after the other and returns the row that each began at. */
async function write(
  path: string,
  pieces: readonly Uint32Array[],
): Promise<number[]> {
  using writer = await NpyRowWriter.create(path, {
    type: "<u4",
    row: [2],
  });
  const starts: number[] = [];
  for (const piece of pieces) {
    starts.push(writer.rows);
    await writer.append(piece);
  }
  await writer.finish();
  return starts;
}

Deno.test("NpyRowWriter writes what writeNpy() does with all rows at once", async () => {
  await withFolder(async (folder) => {
    // The middle piece exceeds the 4 MiB that are gathered before writing.
    const all = Uint32Array.from({ length: 2_600_000 }, (_, i) => i * 3);
    const at = [0, 6, 6, 2_400_000, 2_600_000];
    const pieces = at.slice(1).map((end, i) => all.subarray(at[i], end));
    const starts = await write(join(folder, "pieces.npy"), pieces);
    await writeNpy(join(folder, "whole.npy"), {
      shape: [1_300_000, 2],
      data: all,
    });

    assert.deepEqual(starts, [0, 3, 3, 1_200_000]);
    const written = await Deno.readFile(join(folder, "pieces.npy"));
    const expected = await Deno.readFile(join(folder, "whole.npy"));
    assert.equal(Buffer.compare(written, expected), 0);
  });
});

Deno.test("NpyRowWriter writes rows of several axes and of float32", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "maps.npy");
    const data = Float32Array.from({ length: 24 }, (_, i) => i / 7 - 1);
    using writer = await NpyRowWriter.create(path, {
      type: "<f4",
      row: [2, 1, 3],
    });
    // A view into a larger buffer gives its own elements only.
    await writer.append(data.subarray(0, 6));
    await writer.append(data.subarray(6));
    await writer.finish();

    assert.deepEqual(await readNpy(path), { shape: [4, 2, 1, 3], data });
  });
});

Deno.test("NpyRowWriter writes a readable file of no rows", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "none.npy");
    await write(path, []);

    assert.deepEqual(await readNpy(path), {
      shape: [0, 2],
      data: new Uint32Array(),
    });
  });
});

Deno.test("NpyRowWriter.append() refuses rows that are not whole", async () => {
  await withFolder(async (folder) => {
    using writer = await NpyRowWriter.create(join(folder, "a.npy"), {
      type: "<u4",
      row: [2],
    });

    await assert.rejects(writer.append(new Uint32Array(3)), {
      name: "RangeError",
      message: /append whole rows/,
    });
  });
});
