const ORIENTATION = 0x0112;
const SHORT = 3;
const LONG = 4;

/**
 * Reads the orientation from EXIF data: a TIFF header and its first directory
 * (EXIF 2.3, section 4.6.4). Data that are absent, broken or out of range mean 1,
 * as in Pillow: a picture is still a picture without them.
 *
 * @param tiff The bytes from the byte-order mark on, without `Exif\0\0`.
 * @returns 1 to 8.
 */
export function exifOrientation(tiff: Uint8Array): number {
  const mark = String.fromCharCode(...tiff.subarray(0, 2));
  if (mark !== "II" && mark !== "MM") return 1;
  const little = mark === "II";
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  try {
    const directory = view.getUint32(4, little);
    const entries = view.getUint16(directory, little);
    for (let i = 0; i < entries; i++) {
      const entry = directory + 2 + 12 * i;
      if (view.getUint16(entry, little) !== ORIENTATION) continue;
      const type = view.getUint16(entry + 2, little);
      const value = type === SHORT
        ? view.getUint16(entry + 8, little)
        : type === LONG
        ? view.getUint32(entry + 8, little)
        : 1;
      return value >= 1 && value <= 8 ? value : 1;
    }
  } catch (error) {
    // An offset that points outside the data.
    if (!(error instanceof RangeError)) throw error;
  }
  return 1;
}
