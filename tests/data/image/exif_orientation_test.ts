import assert from "node:assert/strict";
import fc from "fast-check";
import { exifOrientation } from "../../../data/image/exif_orientation.ts";

function tiff(
  { little, type, value }: { little: boolean; type: number; value: number },
): Uint8Array {
  const bytes = new Uint8Array(40);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(little ? "II" : "MM"));
  view.setUint16(2, 42, little);
  view.setUint32(4, 10, little);
  // Two entries; the first is another tag.
  view.setUint16(10, 2, little);
  view.setUint16(12, 0x0110, little);
  view.setUint16(24, 0x0112, little);
  view.setUint16(26, type, little);
  view.setUint32(28, 1, little);
  if (type === 3) view.setUint16(32, value, little);
  else view.setUint32(32, value, little);
  return bytes;
}

Deno.test("exifOrientation() reads both byte orders and both integer types", () => {
  for (const little of [true, false]) {
    for (const type of [3, 4]) {
      for (let value = 1; value <= 8; value++) {
        assert.equal(exifOrientation(tiff({ little, type, value })), value);
      }
    }
  }
});

Deno.test("exifOrientation() is 1 for values, types and offsets that mean nothing", () => {
  assert.equal(exifOrientation(tiff({ little: true, type: 3, value: 0 })), 1);
  assert.equal(exifOrientation(tiff({ little: true, type: 3, value: 9 })), 1);
  assert.equal(exifOrientation(tiff({ little: true, type: 5, value: 6 })), 1);
  const far = tiff({ little: true, type: 3, value: 6 });
  far[7] = 0x7f;
  assert.equal(exifOrientation(far), 1);
  assert.equal(exifOrientation(new Uint8Array()), 1);
});

Deno.test("exifOrientation() is 1 to 8 for any bytes behind a byte-order mark", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("II", "MM"),
      fc.uint8Array({ maxLength: 64 }),
      (mark, rest) => {
        const bytes = Uint8Array.from([
          ...new TextEncoder().encode(mark),
          ...rest,
        ]);
        const value = exifOrientation(bytes);
        assert.ok(value >= 1 && value <= 8);
      },
    ),
    { seed: 3, numRuns: 500 },
  );
});
