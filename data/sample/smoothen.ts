import type { Size } from "../dermx/outline.ts";

/** Blurs a plane in place by a mean over a square window, up to `2 * amount + 1` pixels wide. */
export function smoothen(
  plane: Float32Array,
  { width, height }: Size,
  amount: number,
): void {
  if (amount <= 0) return;
  const reach = Math.ceil(amount);
  const outer = 1 - (reach - amount);
  const line = new Float32Array(Math.max(width, height));
  const along = (start: number, step: number, length: number): void => {
    for (let k = 0; k < length; k++) line[k] = plane[start + k * step]!;
    for (let k = 0; k < length; k++) {
      let sum = line[k]!;
      for (let d = 1; d <= reach; d++) {
        const weight = d < reach ? 1 : outer;
        sum += weight *
          (line[k < d ? 0 : k - d]! +
            line[k + d >= length ? length - 1 : k + d]!);
      }
      plane[start + k * step] = sum / (1 + 2 * (reach - 1 + outer));
    }
  };
  for (let y = 0; y < height; y++) along(y * width, 1, width);
  for (let x = 0; x < width; x++) along(x, width, height);
}
