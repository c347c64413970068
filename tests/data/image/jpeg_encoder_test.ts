import assert from "node:assert/strict";
import { decodeJpeg } from "../../../data/image/decode_jpeg.ts";
import { JpegEncoder } from "../../../data/image/jpeg_encoder.ts";
import { jpegEncoderUrl } from "../../../data/image/jpeg_encoder_wasm.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";

/** A smooth picture, which JPEG keeps nearly as it is. */
function ramp(width: number, height: number): RgbImage {
  const data = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    data.set([40 + 2 * x, 60 + 2 * y, 200 - x - y], 3 * i);
  }
  return { width, height, data };
}

async function start(): Promise<JpegEncoder> {
  const wasm = await WebAssembly.compile(
    await Deno.readFile(jpegEncoderUrl()),
  );
  return await JpegEncoder.start(wasm);
}

Deno.test("JpegEncoder writes what decodeJpeg() reads back, nearly as it was", async () => {
  const image = ramp(61, 43);
  const bytes = (await start()).encode(image, { quality: 95 });
  const decoded = await decodeJpeg(Uint8Array.from(bytes), { name: "ramp" });

  assert.deepEqual([decoded.width, decoded.height], [61, 43]);
  assert.deepEqual(decoded.remarks, []);
  const most = decoded.data.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - image.data[i]!)),
    0,
  );
  assert.ok(most <= 12, `off by ${most}`);
});

Deno.test("JpegEncoder gives a picture the same bytes whatever it wrote before", async () => {
  const jpeg = await start();
  const first = jpeg.encode(ramp(50, 40), { quality: 90 });
  const kept = Uint8Array.from(first);
  jpeg.encode(ramp(200, 150), { quality: 50 });

  assert.deepEqual(first, kept);
  assert.deepEqual(jpeg.encode(ramp(50, 40), { quality: 90 }), kept);
  assert.deepEqual(
    (await start()).encode(ramp(50, 40), { quality: 90 }),
    kept,
  );
});

Deno.test("JpegEncoder writes less at a lower quality", async () => {
  const jpeg = await start();
  const image = ramp(100, 60);

  assert.ok(
    jpeg.encode(image, { quality: 30 }).length <
      jpeg.encode(image, { quality: 95 }).length,
  );
});
