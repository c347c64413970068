import assert from "node:assert/strict";
import fc from "fast-check";
import {
  encodeFrame,
  type Frame,
  readFrames,
} from "../../../models/runtime/frames.ts";
import { floats, ints } from "../../support/tensors.ts";

type Bytes = Uint8Array<ArrayBuffer>;

function joined(parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

async function read(
  bytes: Bytes,
  size: number,
): Promise<{ frames: Frame<unknown>[]; text: string }> {
  const chunks: Bytes[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    chunks.push(bytes.slice(at, at + size));
  }
  let text = "";
  const frames = await Array.fromAsync(
    readFrames(ReadableStream.from(chunks), (part) => text += part),
  );
  return { frames, text };
}

Deno.test("readFrames() reads what encodeFrame() wrote, in chunks of any size and with text between", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({
        message: fc.jsonValue(),
        values: fc.array(fc.float()),
        words: fc.string({ unit: "grapheme" }).map((text) =>
          text.replaceAll("\u001e", "")
        ),
      })),
      fc.integer({ min: 1, max: 64 }),
      async (items, size) => {
        const frames = items.map(({ message, values }) => ({
          message: JSON.parse(JSON.stringify(message)),
          tensors: {
            y: floats([values.length], values),
            n: ints(values.length),
          },
        }));
        const encoder = new TextEncoder();
        const bytes = joined(frames.flatMap((frame, i) => [
          encoder.encode(items[i]!.words),
          ...encodeFrame(frame),
        ]));
        const result = await read(bytes, size);
        assert.deepEqual(result.frames, frames);
        assert.equal(result.text, items.map(({ words }) => words).join(""));
      },
    ),
    { seed: 7, numRuns: 50 },
  );
});

Deno.test("readFrames() refuses a stream that ends within a frame", async () => {
  const bytes = joined(encodeFrame({ message: 1, tensors: { n: ints(5) } }));
  await assert.rejects(read(bytes.subarray(0, -3), 8), {
    name: "SyntaxError",
    message: "The stream of frames ended 3 bytes early",
  });
});
