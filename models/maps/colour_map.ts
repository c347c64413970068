/** A colour: red, green, blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Colours of the table; bytes of a map index it without loss. */
const SIZE = 256;

// From dark violet over blue and green to light yellow. Lightness alone tells the
// order, so that it survives grey printing and colour-blind eyes.
const LIGHTNESS = { from: 0.25, to: 0.95 } as const;
const HUE_DEGREES = { from: 305, to: 105 } as const;

// Screens show some hues far more vividly than others; a cap keeps those from
// standing out as bands, and a share of what can be shown keeps clear of its edge.
const MAX_CHROMA = 0.15;
const CHROMA_SHARE = 0.9;

const TABLE: readonly Colour[] = Array.from(
  { length: SIZE },
  (_, i) => compute(i / (SIZE - 1)),
);

/**
 * The colour of a normalised value: lightness grows evenly with it, in Ottosson's
 * Oklab colour space (2020).
 *
 * @param value 0 to 1; what lies outside gets the colour of the nearer end.
 * @throws {RangeError} If the value is NaN, which has no colour.
 */
export function colourOf(value: number): Colour {
  if (Number.isNaN(value)) {
    throw new RangeError(
      "Cannot give NaN a colour: check the map's state first",
    );
  }
  const index = Math.round(Math.min(Math.max(value, 0), 1) * (SIZE - 1));
  return TABLE[index]!;
}

function compute(value: number): Colour {
  const lightness = mix(LIGHTNESS, value);
  const angle = mix(HUE_DEGREES, value) * Math.PI / 180;
  const at = (chroma: number): [number, number, number] =>
    linearRgb(lightness, chroma * Math.cos(angle), chroma * Math.sin(angle));
  // The largest chroma within the screen's colours, by halving steps.
  let chroma = 0;
  for (let step = 0.25; step > 1e-4; step /= 2) {
    const isShown = at(chroma + step).every((part) => part >= 0 && part <= 1);
    if (isShown) chroma += step;
  }
  const [red, green, blue] = at(Math.min(CHROMA_SHARE * chroma, MAX_CHROMA));
  return [toByte(red), toByte(green), toByte(blue)];
}

function mix(
  { from, to }: { readonly from: number; readonly to: number },
  share: number,
): number {
  return from + (to - from) * share;
}

/** Oklab to linear sRGB, by the matrices of its publication. */
function linearRgb(
  lightness: number,
  a: number,
  b: number,
): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The sRGB transfer curve (IEC 61966-2-1). */
function toByte(linear: number): number {
  const part = Math.min(Math.max(linear, 0), 1);
  const curved = part <= 0.0031308
    ? 12.92 * part
    : 1.055 * part ** (1 / 2.4) - 0.055;
  return Math.round(255 * curved);
}
