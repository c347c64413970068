import type { Plane } from "./plane.ts";

/** How a map is made as large as the picture it lies over. */
export interface EnlargeOptions {
  /** Values in a row: not fewer than the map has. */
  readonly width: number;
  /** Rows: not fewer than the map has. */
  readonly height: number;
  /**
   * What lies beyond the edge: the map mirrored about its outermost values without
   * repeating them, as scikit-image's `resize` has it (the dataset paper), or those
   * values again, as torch's `interpolate` has it (the framework paper).
   */
  readonly border: "mirror" | "clamp";
}

/** What a value is made of along one axis: two values and the second's weight. */
interface Tap {
  readonly low: number;
  readonly high: number;
  readonly weight: number;
}

/**
 * Enlarges a map bilinearly about half-pixel centres, in double precision.
 *
 * @throws {RangeError} If the map would shrink: both libraries then do otherwise.
 */
export function enlargeMap(
  map: Plane,
  { width, height, border }: EnlargeOptions,
): { width: number; height: number; data: Float64Array<ArrayBuffer> } {
  if (!(width >= map.width && height >= map.height)) {
    throw new RangeError(
      `Cannot enlarge a map of ${map.width} x ${map.height} to ${width} x ${height}: pass sides that are not smaller`,
    );
  }
  const columns = taps(map.width, { to: width, border });
  const rows = taps(map.height, { to: height, border });
  // Few rows are widened, many are made of two of these.
  const wide = new Float64Array(map.height * width);
  for (let y = 0; y < map.height; y++) {
    const start = y * map.width;
    columns.forEach(({ low, high, weight }, x) => {
      wide[y * width + x] = (1 - weight) * map.data[start + low]! +
        weight * map.data[start + high]!;
    });
  }
  const data = new Float64Array(width * height);
  rows.forEach(({ low, high, weight }, y) => {
    const [out, above, below] = [y * width, low * width, high * width];
    for (let x = 0; x < width; x++) {
      data[out + x] = (1 - weight) * wide[above + x]! +
        weight * wide[below + x]!;
    }
  });
  return { width, height, data };
}

function taps(
  from: number,
  { to, border }: { to: number; border: EnlargeOptions["border"] },
): Tap[] {
  const scale = from / to;
  const inside = (index: number): number => {
    if (border === "clamp") return Math.min(Math.max(index, 0), from - 1);
    // Half-pixel centres reach one value beyond the edge at most.
    const mirrored = index < 0 ? 1 : index >= from ? from - 2 : index;
    return from === 1 ? 0 : mirrored;
  };
  return Array.from({ length: to }, (_, i) => {
    const position = (i + 0.5) * scale - 0.5;
    const low = Math.floor(position);
    return {
      low: inside(low),
      high: inside(low + 1),
      weight: position - low,
    };
  });
}
