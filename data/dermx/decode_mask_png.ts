import { decode } from "fast-png";
import type { Mask } from "./mask.ts";

/**
 * Reads a released mask picture: 8-bit grey, 255 inside the mask and 0 outside.
 *
 * @throws {SyntaxError} If the bytes are not a PNG.
 * @throws {TypeError} If the picture is of another kind or has other values.
 */
export function decodeMaskPng(
  file: { readonly name: string; readonly bytes: Uint8Array },
): Mask {
  const { width, height, depth, channels, data } = decodePng(file);
  if (depth !== 8 || channels !== 1) {
    throw new TypeError(
      `Cannot read mask "${file.name}": expected 1 channel of 8 bits and got ${channels} of ${depth}: restore the released file`,
    );
  }
  const runs: number[] = [];
  let previous = 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (value === previous) continue;
    if (value !== 0 && value !== 255) {
      throw new TypeError(
        `Cannot read mask "${file.name}": expected 0 or 255 and got ${value} at pixel ${i}: restore the released file`,
      );
    }
    runs.push(i);
    previous = value;
  }
  if (previous === 255) runs.push(data.length);
  return { width, height, runs: Uint32Array.from(runs) };
}

function decodePng(
  file: { readonly name: string; readonly bytes: Uint8Array },
): ReturnType<typeof decode> {
  try {
    return decode(file.bytes, { checkCrc: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SyntaxError(
      `Cannot read mask "${file.name}": not a PNG (${reason}): restore the released file`,
      { cause: error },
    );
  }
}
