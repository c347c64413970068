import { crc32, deflateSync } from "node:zlib";
import { PNG_SIGNATURE } from "../../../data/image/png_chunks.ts";
import type { RgbImage } from "../../../data/image/rgb_image.ts";
import type { FigureWords } from "./figure.ts";
import { FIGURE_KEYWORDS } from "./figure_keywords.ts";

/**
 * Writes a figure as an 8-bit RGB PNG file that carries its words as text chunks.
 *
 * Rows are filtered (PNG specification, section 9), which makes a file of photos a
 * third smaller, and no time is written; the encoder of `imagescript` does neither.
 */
export function figurePng(
  image: RgbImage,
  words: FigureWords,
): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header.set([8, 2, 0, 0, 0], 8);
  const texts = Object.entries(FIGURE_KEYWORDS).flatMap(([name, keyword]) => {
    const text = words[name as keyof FigureWords];
    return text === undefined ? [] : [chunk("iTXt", textOf(keyword, text))];
  });
  return concatenate([
    latin1(PNG_SIGNATURE),
    chunk("IHDR", header),
    ...texts,
    chunk("IDAT", deflateSync(filtered(image), { level: 6 })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** Keyword, not compressed, no language, no translated keyword, UTF-8. */
function textOf(keyword: string, text: string): Uint8Array {
  return concatenate([
    latin1(`${keyword}\0\0\0\0\0`),
    new TextEncoder().encode(text.toWellFormed().replaceAll("\0", "")),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concatenate([latin1(type), data]);
  const bytes = new Uint8Array(body.length + 8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(body, 4);
  view.setUint32(bytes.length - 4, crc32(body));
  return bytes;
}

/** Left, above and above left of a byte, to what its filter expects there. */
type Predictor = (a: number, b: number, c: number) => number;

/** The filters by their number in a file. */
const PREDICTORS: readonly Predictor[] = [
  () => 0,
  (a) => a,
  (_, b) => b,
  (a, b) => (a + b) >> 1,
  paeth,
];

/** Each row by the filter that leaves the smallest sum of differences. */
function filtered({ width, height, data }: RgbImage): Uint8Array {
  const bytes = 3 * width;
  const out = new Uint8Array((bytes + 1) * height);
  const none = new Uint8Array(bytes);
  for (let y = 0; y < height; y++) {
    const row = data.subarray(y * bytes, (y + 1) * bytes);
    const above = y === 0 ? none : data.subarray((y - 1) * bytes, y * bytes);
    let least = Infinity;
    PREDICTORS.forEach((predict, filter) => {
      const line = new Uint8Array(bytes + 1);
      line[0] = filter;
      let sum = 0;
      for (let i = 0; i < bytes; i++) {
        const a = i < 3 ? 0 : row[i - 3]!;
        const c = i < 3 ? 0 : above[i - 3]!;
        const difference = row[i]! - predict(a, above[i]!, c) & 255;
        line[i + 1] = difference;
        sum += Math.min(difference, 256 - difference);
      }
      if (sum >= least) return;
      least = sum;
      out.set(line, y * (bytes + 1));
    });
  }
  return out;
}

/** The one of three neighbours that is nearest to where they point. */
function paeth(a: number, b: number, c: number): number {
  const toA = Math.abs(b - c);
  const toB = Math.abs(a - c);
  const toC = Math.abs(a + b - 2 * c);
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
