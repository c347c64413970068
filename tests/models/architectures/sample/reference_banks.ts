/** One number a place, rows from the top; beyond the border, the border's own. */
class Plane {
  readonly height: number;
  readonly width: number;
  readonly #values: Float64Array;

  constructor(
    [height, width]: readonly [number, number],
    value: (y: number, x: number) => number,
  ) {
    this.height = height;
    this.width = width;
    this.#values = Float64Array.from(
      { length: height * width },
      (_, i) => value(Math.floor(i / width), i % width),
    );
  }

  at(y: number, x: number): number {
    const row = Math.min(Math.max(y, 0), this.height - 1);
    const column = Math.min(Math.max(x, 0), this.width - 1);
    return this.#values[row * this.width + column]!;
  }

  has(y: number, x: number): boolean {
    return y >= 0 && x >= 0 && y < this.height && x < this.width;
  }

  values(): number[] {
    return [...this.#values];
  }
}

type Profile = (x: number, y: number) => number;

/** A plane of the same size from the values of some at each place. */
function each(
  planes: readonly Plane[],
  value: (...values: number[]) => number,
): Plane {
  const [{ height, width }] = planes as [Plane];
  return new Plane(
    [height, width],
    (y, x) => value(...planes.map((plane) => plane.at(y, x))),
  );
}

/** The mean, or the largest, of a window's places that are in the plane. */
function window(
  plane: Plane,
  { top, left, rows, columns }: Readonly<Record<string, number>>,
  of: "mean" | "largest",
): number {
  const found: number[] = [];
  for (let y = top!; y < top! + rows!; y++) {
    for (let x = left!; x < left! + columns!; x++) {
      if (plane.has(y, x)) found.push(plane.at(y, x));
    }
  }
  return of === "largest"
    ? Math.max(...found)
    : found.reduce((sum, x) => sum + x, 0) / found.length;
}

function meanAround(plane: Plane, rows: number, columns: number): Plane {
  return new Plane([plane.height, plane.width], (y, x) =>
    window(plane, {
      top: y - rows,
      left: x - columns,
      rows: 2 * rows + 1,
      columns: 2 * columns + 1,
    }, "mean"));
}

/** What a kernel yields; weights are the profile's, changed as a whole by `scaled`. */
function filtered(
  plane: Plane,
  { profile, reach, scaled = (weights) => weights }: {
    readonly profile: Profile;
    readonly reach: number;
    readonly scaled?: (weights: number[]) => number[];
  },
): Plane {
  const places: [number, number][] = [];
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) places.push([x, y]);
  }
  const weights = scaled(places.map(([x, y]) => profile(x, y)));
  return new Plane([plane.height, plane.width], (y, x) =>
    places.reduce(
      (sum, [dx, dy], i) => sum + weights[i]! * plane.at(y + dy, x + dx),
      0,
    ));
}

/** Weights whose sum is 1. */
function mean(weights: number[]): number[] {
  const sum = weights.reduce((total, w) => total + w, 0);
  return weights.map((w) => w / sum);
}

/** Weights whose sum is 0, and those above 0 sum to 1. */
function contrast(weights: number[]): number[] {
  const middle = weights.reduce((total, w) => total + w, 0) / weights.length;
  const above = weights.reduce((sum, w) => sum + Math.max(0, w - middle), 0);
  return weights.map((w) => (w - middle) / above);
}

function bell(deviation: number): Profile {
  const twice = 2 * deviation * deviation;
  return (x, y) => Math.exp(-(x * x + y * y) / twice) / (Math.PI * twice);
}

function spot(deviation: number): Profile {
  return (x, y) => bell(deviation)(x, y) - bell(1.8 * deviation)(x, y);
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function ramps(plane: Plane, levels: readonly number[]): Plane[] {
  return levels.map((level) => each([plane], (x) => clip(1.5 * (x - level))));
}

function times(plane: Plane, factor: number): Plane {
  return each([plane], (x) => factor * x);
}

function opponents(
  image: ArrayLike<number>,
  [height, width]: readonly [number, number],
): Plane[] {
  const logarithms = [0, 1, 2].map((channel) => {
    const full = new Plane(
      [height, width],
      (y, x) => image[(channel * height + y) * width + x]!,
    );
    return new Plane([height / 2, width / 2], (y, x) => {
      const part = { top: 2 * y, left: 2 * x, rows: 2, columns: 2 };
      return Math.log(window(full, part, "mean") / 255 + 0.03);
    });
  });
  return [
    each(logarithms, (r, g, b) => (r! + g! + b!) / 3),
    each(logarithms, (r, g) => r! - g!),
    each(logarithms, (r, g, b) => (r! + g!) / 2 - b!),
  ];
}

/** Maps before the square root: means of windows, then the largest of 3×3. */
function gathered(
  planes: readonly Plane[],
  { step, above = 0 }: { readonly step: number; readonly above?: number },
): number[] {
  return planes.flatMap((plane) => {
    const extents = [
      Math.floor((plane.height + 2 * above - step) / step) + 1,
      Math.floor((plane.width - step) / step) + 1,
    ] as const;
    const means = new Plane(extents, (y, x) => {
      const place = { top: y * step - above, left: x * step };
      return window(plane, { ...place, rows: step, columns: step }, "mean");
    });
    return new Plane(extents, (y, x) => {
      const around = { top: y - 1, left: x - 1, rows: 3, columns: 3 };
      return window(means, around, "largest");
    }).values();
  });
}

/**
 * The squares of the maps of `colour_bank`, place by place in float64.
 *
 * @param image Three channels, rows from the top.
 */
export function colourMaps(
  image: ArrayLike<number>,
  size: readonly [number, number],
): number[] {
  const colours = opponents(image, size);
  const likely = each(
    colours,
    (light, red) => clip(6 * red! - 0.3) * clip(3 * light! + 8),
  );
  const skin = each([meanAround(likely, 5, 5)], (x) => clip(3 * x! - 1.2));
  const weight = meanAround(skin, 25, 30);
  const contrasts = colours.map((colour) => {
    const sum = meanAround(each([colour, skin], (a, b) => a! * b!), 25, 30);
    return each(
      [colour, sum, weight, skin],
      (own, total, share, here) => (own! - total! / (share! + 0.02)) * here!,
    );
  });
  const smooth = contrasts.map((plane) =>
    filtered(plane, { profile: bell(1), reach: 3, scaled: mean })
  );
  const found: Plane[] = [];
  for (const a of [-1, 0, 1]) {
    for (const b of [-1, 0, 1]) {
      for (const c of [-1, 0, 1]) {
        const length = Math.sqrt(a * a + b * b + c * c);
        if (length === 0) continue;
        const along = each(
          smooth,
          (l, r, y) => (a * l! / 0.25 + b * r! / 0.12 + c * y! / 0.12) / length,
        );
        found.push(...ramps(along, [0.4, 1]));
      }
    }
  }
  contrasts.forEach((plane, i) => {
    const slopes = ["x", "y"].map((axis) =>
      filtered(plane, {
        profile: (x, y) => (axis === "x" ? x : y) * bell(1)(x, y),
        reach: 3,
      })
    );
    const length = each(slopes, (a, b) => Math.hypot(a!, b!));
    found.push(...ramps(times(length, [10, 20, 20][i]!), [0.5, 1.5]));
  });
  for (const sign of [1, -1]) {
    contrasts.forEach((plane, i) => {
      const dots = filtered(plane, {
        profile: spot(1),
        reach: 5,
        scaled: contrast,
      });
      const unit = [0.12, 0.06, 0.06][i]!;
      found.push(...ramps(times(dots, sign / unit), [0.5, 1.5]));
    });
  }
  return gathered(found, { step: 5 });
}

/**
 * The squares of the maps of `texture_bank`, place by place in float64.
 *
 * @param image Three channels, rows from the top.
 */
export function textureMaps(
  image: ArrayLike<number>,
  size: readonly [number, number],
): number[] {
  const contrasts = opponents(image, size).map((plane, i) => {
    const off = each(
      [plane, meanAround(plane, 18, 24)],
      (own, around) => own! - around!,
    );
    const variance = meanAround(each([off], (x) => x! * x!), 18, 24);
    const floor = [0.02, 0.004, 0.004][i]!;
    return each([off, variance], (x, v) => x! / Math.sqrt(v! + floor));
  });
  const ring = (radius: number): Profile => (x, y) => {
    const distance = Math.hypot(x, y);
    return Math.exp(-(distance - radius) * (distance - radius) / 1.2) -
      1.3 * Math.exp(-distance * distance / (0.5 * radius * radius));
  };
  const wave = (quarter: number): Profile => {
    const [cos, sin] = [
      Math.cos(quarter * Math.PI / 4),
      Math.sin(quarter * Math.PI / 4),
    ];
    return (x, y) => {
      const u = x * cos + y * sin;
      const v = -x * sin + y * cos;
      return Math.exp(-(u * u + 0.3 * v * v) / (2 * 1.4 * 1.4)) *
        Math.cos(2 * Math.PI * u / 4);
    };
  };
  const detect = (plane: Plane, profile: Profile, reach: number): Plane =>
    filtered(plane, { profile, reach, scaled: contrast });
  const dots = contrasts.flatMap((plane) =>
    [0.8, 1.6].map((deviation) => detect(plane, spot(deviation), 4))
  );
  const rings = contrasts.flatMap((plane) =>
    [2.2, 3.5].map((radius) => detect(plane, ring(radius), 5))
  );
  const lines = contrasts.map((plane) =>
    [0, 1, 2, 3].map((quarter) => detect(plane, wave(quarter), 4))
  );
  const smooth = contrasts.map((plane) =>
    filtered(plane, { profile: bell(1), reach: 3, scaled: mean })
  );
  const signed = (planes: readonly Plane[], levels: number[]): Plane[] =>
    [1, -1].flatMap((sign) =>
      planes.flatMap((plane) => ramps(times(plane, sign), levels))
    );
  return gathered([
    ...signed(dots, [0.3, 0.9]),
    ...signed(rings, [0.4]),
    ...[1, -1].flatMap((sign) =>
      lines.flatMap((planes) => {
        const strongest = each(
          planes,
          (...found) => Math.max(...found.map((x) => sign * x)),
        );
        return ramps(strongest, [0.4, 1]);
      })
    ),
    ...signed(smooth, [0.5, 1.2]),
  ], { step: 4, above: 1 });
}
