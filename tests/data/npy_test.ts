import assert from "node:assert/strict";
import { join } from "node:path";
import { type NpyArray, readNpy, writeNpy } from "../../data/npy.ts";
import { withFolder } from "../support/temporary_folder.ts";

// Made with NumPy 2.4.6: numpy.save of numpy.arange(6, dtype="<u4").reshape(3, 2).
const ARANGE = Uint8Array.fromBase64(
  "k05VTVBZAQB2AHsnZGVzY3InOiAnPHU0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDIpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAQAAAAIAAAADAAAABAAAAAUAAAA=",
);

// Likewise: numpy.lib.format.write_array of numpy.array([0.1, -2.5]), version (2, 0).
const VERSION_2 = Uint8Array.fromBase64(
  "k05VTVBZAgB0AAAAeydkZXNjcic6ICc8ZjgnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqamZmZmZm5PwAAAAAAAATA",
);

async function read(bytes: Uint8Array): Promise<NpyArray> {
  let array: NpyArray | undefined;
  await withFolder(async (folder) => {
    const path = join(folder, "a.npy");
    await Deno.writeFile(path, bytes);
    array = await readNpy(path);
  });
  return array!;
}

/** The file with one piece of its header replaced by another of the same length. */
function withHeader(from: string, to: string): Uint8Array {
  const text = String.fromCharCode(...ARANGE).replace(from, to);
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

Deno.test("readNpy() reads what NumPy wrote in formats 1 and 2", async () => {
  assert.deepEqual(await read(ARANGE), {
    shape: [3, 2],
    data: Uint32Array.of(0, 1, 2, 3, 4, 5),
  });
  assert.deepEqual(await read(VERSION_2), {
    shape: [2],
    data: Float64Array.of(0.1, -2.5),
  });
});

Deno.test("writeNpy() writes the bytes that NumPy does", async () => {
  await withFolder(async (folder) => {
    const path = join(folder, "a.npy");
    await writeNpy(path, {
      shape: [3, 2],
      data: Uint32Array.of(0, 1, 2, 3, 4, 5),
    });

    assert.deepEqual(await Deno.readFile(path), ARANGE);
  });
});

Deno.test("readNpy() takes back every element type, scalars and empty arrays", async () => {
  const arrays: NpyArray[] = [
    { shape: [2], data: Uint8Array.of(0, 255) },
    { shape: [2], data: Int8Array.of(-128, 127) },
    { shape: [2], data: Uint16Array.of(0, 65535) },
    { shape: [2], data: Int16Array.of(-32768, 32767) },
    { shape: [2], data: Uint32Array.of(0, 4294967295) },
    { shape: [2], data: Int32Array.of(-2147483648, 2147483647) },
    { shape: [1, 2, 1], data: Float32Array.of(-Infinity, 0.5) },
    { shape: [], data: Float64Array.of(NaN) },
    { shape: [0, 2], data: new Uint32Array() },
  ];
  await withFolder(async (folder) => {
    const path = join(folder, "a.npy");
    for (const array of arrays) {
      await writeNpy(path, array);
      assert.deepEqual(await readNpy(path), array);
    }
  });
});

Deno.test("readNpy() reads data that its header leaves unaligned", async () => {
  // One space less in the header, as writers before NumPy 1.14 may leave it.
  const bytes = new Uint8Array(ARANGE.length - 1);
  bytes.set(ARANGE.subarray(0, 126));
  bytes.set(ARANGE.subarray(127), 126);
  bytes[8] = ARANGE[8]! - 1;

  assert.deepEqual(
    (await read(bytes)).data,
    Uint32Array.of(0, 1, 2, 3, 4, 5),
  );
});

Deno.test("readNpy() refuses other files, and files cut short or too long", async () => {
  const longer = new Uint8Array(ARANGE.length + 4);
  longer.set(ARANGE);
  for (
    const bytes of [
      new Uint8Array(),
      new TextEncoder().encode("image,rater\n1,2,3,4,5"),
      ARANGE.subarray(0, 9),
      ARANGE.subarray(0, 100),
      ARANGE.subarray(0, ARANGE.length - 4),
      longer,
      withHeader("\x93NUMPY\x01", "\x93NUMPY\x03"),
      withHeader("'shape'", "'shope'"),
    ]
  ) {
    await assert.rejects(read(bytes), { name: "SyntaxError" });
  }
});

Deno.test("readNpy() refuses Fortran order, big-endian elements and other types", async () => {
  for (
    const bytes of [
      withHeader("False", "True "),
      withHeader("<u4", ">u4"),
      withHeader("<u4", "<c8"),
    ]
  ) {
    await assert.rejects(read(bytes), {
      name: "TypeError",
      message: /a\.npy.*not supported: convert it/,
    });
  }
});

Deno.test("writeNpy() refuses a shape that does not fit the data", async () => {
  await withFolder(async (folder) => {
    await assert.rejects(
      writeNpy(join(folder, "a.npy"), {
        shape: [2, 2],
        data: new Uint8Array(3),
      }),
      RangeError,
    );
  });
});
