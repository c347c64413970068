import assert from "node:assert/strict";
import { crc32, deflateSync } from "node:zlib";
import { encode } from "fast-png";
import fc from "fast-check";
import { decodePng } from "../../../data/image/decode_png.ts";
import { imageFile } from "../../support/image_fixture.ts";

/** A PNG file of chunks as they are given, with right check sums. */
function png(chunks: readonly (readonly [type: string, data: Uint8Array])[]) {
  const parts = chunks.map(([type, data]) => {
    const bytes = new Uint8Array(12 + data.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, data.length);
    bytes.set(new TextEncoder().encode(type), 4);
    bytes.set(data, 8);
    view.setUint32(
      8 + data.length,
      crc32(bytes.subarray(4, 8 + data.length)),
    );
    return bytes;
  });
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  return Uint8Array.from([signature, ...parts].flatMap((part) => [...part]));
}

function header(
  width: number,
  height: number,
  { depth = 8, colour = 2, interlace = 0 } = {},
): readonly [string, Uint8Array] {
  const data = new Uint8Array(13);
  new DataView(data.buffer).setUint32(0, width);
  new DataView(data.buffer).setUint32(4, height);
  data.set([depth, colour, 0, 0, interlace], 8);
  return ["IHDR", data];
}

function rows(bytes: readonly number[]): readonly [string, Uint8Array] {
  return ["IDAT", new Uint8Array(deflateSync(Uint8Array.from(bytes)))];
}

const END = ["IEND", new Uint8Array()] as const;

Deno.test("decodePng() reads back what fast-png writes", () => {
  const picture = fc.record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    channels: fc.constantFrom(1, 2, 3, 4),
    depth: fc.constantFrom(8 as const, 16 as const),
    interlace: fc.constantFrom("null" as const, "Adam7" as const),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(picture, ({ width, height, channels, depth, ...rest }) => {
      const length = width * height * channels;
      const sample = (_: unknown, i: number) =>
        Math.imul(i + rest.seed, 2654435761) >>> (32 - depth);
      const data = depth === 8
        ? Uint8Array.from({ length }, sample)
        : Uint16Array.from({ length }, sample);
      const file = encode({ width, height, channels, depth, data }, {
        interlace: rest.interlace,
      });
      const level = (value: number) =>
        depth === 8
          ? value
          : channels === 1
          ? Math.min(value, 255)
          : value >> 8;
      const expected: number[] = [];
      for (let i = 0; i < data.length; i += channels) {
        for (let c = 0; c < 3; c++) {
          expected.push(level(data[channels < 3 ? i : i + c]!));
        }
      }

      assert.deepEqual([...decodePng(file, { name: "t" }).data], expected);
    }),
    { seed: 11, numRuns: 300 },
  );
});

Deno.test("decodePng() unpacks no more than the stated size needs", () => {
  const zeros = new Uint8Array(deflateSync(new Uint8Array(50_000_000)));
  const bomb = png([header(1, 1), ["IDAT", zeros], END]);

  assert.throws(
    () => decodePng(bomb, { name: "bomb.png" }),
    /SyntaxError: Cannot read "bomb\.png": the PNG file is damaged, its pixels cannot be unpacked \(.*4 bytes\): supply/,
  );
});

Deno.test("decodePng() names what is wrong with a file", () => {
  const broken = imageFile("png", "8-bit RGB").slice();
  broken[60]! ^= 1;
  const palette = ["PLTE", new Uint8Array(6)] as const;
  const paletted = header(1, 1, { colour: 3 });
  const cases: [Uint8Array, RegExp][] = [
    [broken, /check sum of its chunk "IDAT" at byte 33 is wrong/],
    [png([END]), /holds no picture/],
    [png([rows([0, 1, 2, 3]), END]), /header is not its first chunk/],
    [png([header(1, 1), header(1, 1), END]), /header is not its first chunk/],
    [png([header(0, 1), END]), /states 0 x 1 pixels/],
    [png([header(1, 1, { depth: 4 }), END]), /PNG header \(\w+\) is not valid/],
    [png([header(1, 1, { colour: 5 }), END]), /not valid/],
    [png([header(1, 1, { interlace: 2 }), END]), /not valid/],
    [png([header(1, 1), END]), /cannot be unpacked \(unexpected end of file\)/],
    [png([header(1, 2), rows([0, 1, 2, 3]), END]), /holds 4 of 8 bytes/],
    [
      png([header(1, 1), rows([5, 1, 2, 3]), END]),
      /row 0 has the unknown filter 5/,
    ],
    [png([paletted, palette, rows([0, 2]), END]), /colour 2 of a palette of 2/],
    [png([paletted, rows([0, 0]), END]), /colour 0 of a palette of 0/],
    [
      png([["CgBI", new Uint8Array(4)], header(1, 1), END]),
      /"CgBI" is not part of the PNG standard/,
    ],
    [png([header(1, 1), rows([0, 1, 2, 3])]), /ends before its last chunk/],
  ];
  for (const [file, message] of cases) {
    assert.throws(() => decodePng(file, { name: "a.png" }), message);
  }
});
