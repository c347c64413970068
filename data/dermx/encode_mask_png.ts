import { encode } from "fast-png";
import type { Mask } from "./mask.ts";

/** Writes a mask picture as the releases have it: 8-bit grey, 255 inside and 0 outside. */
export function encodeMaskPng({ width, height, runs }: Mask): Uint8Array {
  const data = new Uint8Array(width * height);
  for (let i = 0; i < runs.length; i += 2) {
    data.fill(255, runs[i]!, runs[i + 1]!);
  }
  return encode({ width, height, data, channels: 1, depth: 8 });
}
