import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeImage } from "../../../data/image/decode_image.ts";
import { jpegDecoderUrl } from "../../../data/image/jpeg_decoder_wasm.ts";
import { digest } from "../../support/digest.ts";
import { imageCases, imageFile } from "../../support/image_fixture.ts";

/** What this decoder lacks or does otherwise; all else equals Pillow. */
const NOT_EQUAL = ["4:4:0", "arithmetic coding", "CMYK", "CMYK progressive"];

for (const kind of ["jpeg", "png"] as const) {
  Deno.test(`decodeImage() equals Pillow's convert("RGB") on ${kind} files`, async () => {
    const cases = imageCases(kind).filter(({ name }) =>
      !NOT_EQUAL.includes(name)
    );
    assert.ok(cases.length > 30);
    for (const { name, bytes, rgb } of cases) {
      const image = await decodeImage(bytes, { name });

      assert.deepEqual([image.width, image.height], [rgb?.width, rgb?.height]);
      assert.deepEqual([...image.data.subarray(0, 9)], rgb?.first, name);
      assert.equal(digest(image.data), rgb?.sha256, name);
    }
  });

  Deno.test(`decodeImage() turns ${kind} files upright like Pillow's exif_transpose`, async () => {
    const cases = imageCases(kind).filter(({ upright }) => upright);
    assert.ok(cases.length >= 8);
    for (const { name, bytes, upright } of cases) {
      const image = await decodeImage(bytes, { name, upright: true });

      assert.deepEqual(
        [image.width, image.height, digest(image.data), image.remarks],
        [upright?.width, upright?.height, upright?.sha256, []],
        name,
      );
    }
  });

  Deno.test(`decodeImage() refuses every beginning of a ${kind} file`, async () => {
    const whole = imageFile(
      kind,
      kind === "jpeg" ? "progressive" : "8-bit RGB",
    );
    for (let length = 0; length < whole.length; length++) {
      await assert.rejects(
        decodeImage(whole.subarray(0, length), { name: "cut.file" }),
        /^(?:Syntax|Type)Error: Cannot read "cut\.file": .+: \w/,
        `${length} bytes`,
      );
    }
  });

  Deno.test(`decodeImage() gives a picture of the stated size or an error for any damaged ${kind} file`, async () => {
    const cases = imageCases(kind).map(({ bytes }) => bytes);
    const damage = fc.record({
      file: fc.constantFrom(...cases),
      changes: fc.array(
        fc.tuple(fc.nat(), fc.nat(255)),
        { minLength: 1, maxLength: 6 },
      ),
    });
    let pictures = 0;
    let refusals = 0;
    await fc.assert(
      fc.asyncProperty(damage, async ({ file, changes }) => {
        const bytes = file.slice();
        for (const [place, value] of changes) {
          bytes[place % bytes.length] = value;
        }
        try {
          const { width, height, data } = await decodeImage(bytes, {
            name: "x",
            maxPixels: 1e6,
          });
          assert.equal(data.length, 3 * width * height);
          pictures++;
        } catch (error) {
          refusals++;
          assert.match(
            String(error),
            /^(?:Syntax|Type|Range)Error: Cannot read "x": .+: \w/s,
          );
        }
      }),
      { seed: 5, numRuns: 300 },
    );
    assert.ok(refusals > 20);
    // Check sums find nearly all damage of the other kind.
    if (kind === "jpeg") assert.ok(pictures > 20);
  });
}

Deno.test("decodeImage() says what was lost or ignored, and nothing where nothing was", async () => {
  const remarks = async (kind: "jpeg" | "png", name: string) =>
    (await decodeImage(imageFile(kind, name), { name })).remarks;

  assert.deepEqual(await remarks("jpeg", "4:2:0"), []);
  assert.deepEqual(await remarks("png", "16-bit RGB"), []);
  assert.deepEqual(await remarks("jpeg", "EXIF orientation 1"), []);
  assert.deepEqual(await remarks("jpeg", "EXIF orientation 6"), [
    "its EXIF orientation 6 was ignored",
  ]);
  for (
    const name of [
      "8-bit RGBA",
      "16-bit grey and alpha",
      "palette with transparency",
    ]
  ) {
    assert.deepEqual(await remarks("png", name), [
      "its transparency was dropped",
    ]);
  }
  assert.deepEqual(await remarks("png", "16-bit grey"), [
    "its 16-bit grey above 255 became white",
  ]);
  assert.match((await remarks("jpeg", "4:4:0"))[0]!, /halved in height only/);
  assert.deepEqual(
    await remarks("jpeg", "coded data cut short, end marker there"),
    [
      'the JPEG decoder warns "Corrupt JPEG data: premature end of data segment"',
    ],
  );
});

Deno.test("decodeImage() refuses CMYK, arithmetic coding and other kinds of files by name", async () => {
  const cmyk = imageFile("jpeg", "CMYK");
  await assert.rejects(decodeImage(cmyk, { name: "a.jpg" }), {
    name: "TypeError",
    message:
      'Cannot read "a.jpg": it holds CMYK inks, which give RGB only by a colour profile: convert it to RGB',
  });
  await assert.rejects(
    decodeImage(imageFile("jpeg", "arithmetic coding"), { name: "a.jpg" }),
    /TypeError: Cannot read "a\.jpg": its arithmetic coding is not supported: save it/,
  );
  const others: Record<string, RegExp> = {
    "GIF89a": /a GIF file: convert it/,
    "RIFF\0\0\0\0WEBPVP8 ": /a WebP file/,
    "II*\0": /a TIFF file/,
    "\0\0\0\x18ftypheic": /a HEIF or AVIF file/,
    "": /an empty file/,
    "<html>": /no known picture file/,
  };
  for (const [start, message] of Object.entries(others)) {
    const bytes = Uint8Array.from(start, (letter) => letter.charCodeAt(0));
    await assert.rejects(decodeImage(bytes, { name: "a" }), message);
  }
});

Deno.test("decodeImage() refuses too many pixels before it decodes any", async () => {
  const jpeg = imageFile("jpeg", "4:2:0").slice();
  const frame = jpeg.findIndex((byte, i) =>
    byte === 0xff && jpeg[i + 1] === 0xc0
  );
  jpeg.set([0xff, 0xff, 0xff, 0xff], frame + 5);
  await assert.rejects(decodeImage(jpeg, { name: "a.jpg" }), {
    name: "RangeError",
    message:
      'Cannot read "a.jpg": it has 65535 x 65535 pixels and the limit is 50000000 in all: shrink the picture',
  });
  const png = imageFile("png", "8-bit RGB");
  assert.equal(
    (await decodeImage(png, { name: "a", maxPixels: 13 * 11 })).width,
    13,
  );
  await assert.rejects(
    decodeImage(png, { name: "a", maxPixels: 13 * 11 - 1 }),
    /RangeError.*13 x 11 pixels and the limit is 142/,
  );
});

Deno.test("decodeImage() takes a compiled JPEG decoder, and one failure leaves the next picture alone", async () => {
  const jpegDecoder = await WebAssembly.compile(
    await Deno.readFile(jpegDecoderUrl()),
  );
  const good = imageCases("jpeg").find(({ name }) => name === "progressive")!;
  const bad = good.bytes.slice();
  // The first Huffman table then has more codes than a table can.
  const table = bad.findIndex((byte, i) =>
    byte === 0xff && bad[i + 1] === 0xc4
  );
  bad.fill(0xff, table + 5, table + 21);

  for (let i = 0; i < 3; i++) {
    await assert.rejects(
      decodeImage(bad, { name: "bad.jpg", jpegDecoder }),
      /SyntaxError: Cannot read "bad\.jpg": the JPEG decoder gives up with "Bogus Huffman table definition": supply/,
    );
    const image = await decodeImage(good.bytes, { name: "a", jpegDecoder });
    assert.equal(digest(image.data), good.rgb?.sha256);
  }
});
