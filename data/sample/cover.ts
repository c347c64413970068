import type { Path, Size } from "../dermx/outline.ts";
import { rasterise } from "../dermx/rasterise.ts";

/** How much of each pixel of a box a shape covers. */
export interface Cover {
  /** The box's first column in the picture. */
  readonly left: number;
  /** The box's first row in the picture. */
  readonly top: number;
  /** The box's columns. */
  readonly width: number;
  /** The box's rows. */
  readonly height: number;
  /** 0 outside to 1 inside, rows from the top. */
  readonly shares: Float32Array;
}

/**
 * What a closed path covers of a picture, with a border that is soft over about
 * `2 * softness` pixels; the box is empty if the path lies outside.
 */
export function coverOf(
  path: Path,
  options: { readonly size: Size; readonly softness: number },
): Cover {
  const { size } = options;
  const soft = Math.max(1, Math.round(options.softness));
  const xs = path.map(({ x }) => x);
  const ys = path.map(({ y }) => y);
  const left = Math.max(0, Math.floor(Math.min(...xs)) - soft - 1);
  const top = Math.max(0, Math.floor(Math.min(...ys)) - soft - 1);
  const right = Math.min(size.width, Math.ceil(Math.max(...xs)) + soft + 2);
  const bottom = Math.min(size.height, Math.ceil(Math.max(...ys)) + soft + 2);
  const width = Math.max(0, right - left);
  const height = Math.max(0, bottom - top);
  const shares = new Float32Array(width * height);
  if (shares.length === 0) return { left, top, width: 0, height: 0, shares };
  const local = path.map(({ x, y }) => ({ x: x - left, y: y - top }));
  const { runs } = rasterise([local], { width, height });
  for (let i = 0; i < runs.length; i += 2) {
    shares.fill(1, runs[i]!, runs[i + 1]!);
  }
  for (let pass = 0; pass < 2; pass++) {
    blurLines(
      shares,
      { lines: height, line: width, length: width, step: 1 },
      soft,
    );
    blurLines(
      shares,
      { lines: width, line: 1, length: height, step: width },
      soft,
    );
  }
  return { left, top, width, height, shares };
}

/** The mean over a window of about `soft` pixels, along every line; ends are repeated. */
function blurLines(
  values: Float32Array,
  { lines, line, length, step }: {
    readonly lines: number;
    readonly line: number;
    readonly length: number;
    readonly step: number;
  },
  soft: number,
): void {
  const reach = Math.max(1, soft >> 1);
  const window = 2 * reach + 1;
  const copy = new Float32Array(length + 2 * reach);
  for (let i = 0; i < lines; i++) {
    const start = i * line;
    const end = start + (length - 1) * step;
    for (let k = -reach; k < length + reach; k++) {
      const at = start + k * step;
      copy[k + reach] = values[at < start ? start : at > end ? end : at]!;
    }
    let sum = 0;
    for (let k = 0; k < window - 1; k++) sum += copy[k]!;
    for (let k = 0; k < length; k++) {
      sum += copy[k + window - 1]!;
      values[start + k * step] = sum / window;
      sum -= copy[k]!;
    }
  }
}
