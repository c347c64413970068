import { exifOrientation } from "./exif_orientation.ts";

/** What the markers of a JPEG file say about its picture. */
export interface JpegHeader {
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** The sampling factors of each component. */
  readonly components: readonly Sampling[];
  /** From the EXIF data: 1 to 8. */
  readonly orientation: number;
}

/** How densely a component is stored, relative to the others. */
export interface Sampling {
  /** Samples in the space of some columns: 1 to 4. */
  readonly horizontal: number;
  /** Samples in the space of some rows: 1 to 4. */
  readonly vertical: number;
}

/** Progressive files have about 10 scans; each costs a pass over all pixels. */
const MAX_SCANS = 100;

const MARKER = { SOI: 0xd8, EOI: 0xd9, SOS: 0xda, APP1: 0xe1 } as const;

/** Start-of-frame markers of codings that the decoder does not know (T.81, table B.1). */
const UNKNOWN_CODING: Readonly<Record<number, string>> = {
  0xc3: "lossless coding",
  0xc5: "hierarchical coding",
  0xc6: "hierarchical coding",
  0xc7: "hierarchical coding",
  0xc9: "arithmetic coding",
  0xca: "arithmetic coding",
  0xcb: "arithmetic coding",
  0xcd: "hierarchical coding",
  0xce: "hierarchical coding",
  0xcf: "hierarchical coding",
};

/**
 * Walks over all markers of a JPEG file (T.81, annex B), so that what the decoder
 * would take silently or by force is known before it starts: the size, a file that
 * was cut short, a coding that it lacks.
 *
 * @throws {SyntaxError} If the file is cut short or holds no picture.
 * @throws {TypeError} If its coding or colours are not supported.
 */
export function readJpegHeader(bytes: Uint8Array, name: string): JpegHeader {
  let frame: Omit<JpegHeader, "orientation"> | undefined;
  let orientation: number | undefined;
  let scans = 0;
  for (const { marker, body } of segments(bytes, name)) {
    const unknown = UNKNOWN_CODING[marker];
    if (unknown !== undefined) {
      throw new TypeError(
        `Cannot read "${name}": its ${unknown} is not supported: save it as a baseline or progressive JPEG`,
      );
    }
    if (marker >= 0xc0 && marker <= 0xc2) frame ??= readFrame(body, name);
    if (marker === MARKER.APP1 && isExif(body)) {
      orientation ??= exifOrientation(body.subarray(6));
    }
    if (marker === MARKER.SOS && ++scans > MAX_SCANS) {
      throw new RangeError(
        `Cannot read "${name}": it has more than ${MAX_SCANS} scans: save the picture again`,
      );
    }
  }
  if (frame === undefined || scans === 0) {
    throw new SyntaxError(
      `Cannot read "${name}": it is a JPEG file without a picture: supply the original file`,
    );
  }
  return { ...frame, orientation: orientation ?? 1 };
}

/** The marker segments up to the end of the image; what follows is not part of it. */
function* segments(
  bytes: Uint8Array,
  name: string,
): Generator<{ marker: number; body: Uint8Array }> {
  let at = 2;
  for (;;) {
    // Coded data lie between segments; in them a 0 follows each byte of 255.
    at = bytes.indexOf(0xff, at);
    while (at >= 0 && bytes[at] === 0xff) at++;
    const marker = at < 0 ? undefined : bytes[at++];
    if (marker === MARKER.EOI) return;
    if (marker !== undefined && hasNoBody(marker)) continue;
    const length = (bytes[at] ?? 0) << 8 | (bytes[at + 1] ?? 0);
    if (marker === undefined || at + length > bytes.length || length < 2) {
      throw new SyntaxError(
        `Cannot read "${name}": the JPEG file is cut short or damaged: supply the whole file`,
      );
    }
    yield { marker, body: bytes.subarray(at + 2, at + length) };
    at += length;
  }
}

/** An escaped 255, a temporary marker, a restart marker or a start of image. */
function hasNoBody(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= MARKER.SOI);
}

function isExif(body: Uint8Array): boolean {
  return String.fromCharCode(...body.subarray(0, 6)) === "Exif\0\0";
}

function readFrame(
  body: Uint8Array,
  name: string,
): Omit<JpegHeader, "orientation"> {
  const [bits = 0, h1 = 0, h0 = 0, w1 = 0, w0 = 0, count = 0] = body;
  if (count === 4) {
    throw new TypeError(
      `Cannot read "${name}": it holds CMYK inks, which give RGB only by a colour profile: convert it to RGB`,
    );
  }
  if (bits !== 8 || (count !== 1 && count !== 3)) {
    throw new TypeError(
      `Cannot read "${name}": ${count} components of ${bits} bits are not supported: save it as 8-bit grey or RGB`,
    );
  }
  const components = Array.from({ length: count }, (_, i) => {
    const factors = body[6 + 3 * i + 1] ?? 0;
    return { horizontal: factors >> 4, vertical: factors & 15 };
  });
  return { width: w1 << 8 | w0, height: h1 << 8 | h0, components };
}
