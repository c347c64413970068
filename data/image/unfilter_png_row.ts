/** What a row's filter needs beside its bytes. */
export interface RowFilter {
  /** 0 none, 1 left, 2 above, 3 average, 4 Paeth. */
  readonly type: number;
  /** The row above, already restored; zeros above the first. */
  readonly above: Uint8Array;
  /** Bytes from a sample to that of the pixel on its left, at least 1. */
  readonly step: number;
}

/**
 * Restores a row of a PNG file in place (PNG specification, section 9).
 *
 * @returns Whether the type is known.
 */
export function unfilterPngRow(row: Uint8Array, filter: RowFilter): boolean {
  const { type, above, step } = filter;
  switch (type) {
    case 0:
      return true;
    case 1:
      for (let i = step; i < row.length; i++) row[i]! += row[i - step]!;
      return true;
    case 2:
      for (let i = 0; i < row.length; i++) row[i]! += above[i]!;
      return true;
    case 3:
      for (let i = 0; i < row.length; i++) {
        const left = i < step ? 0 : row[i - step]!;
        row[i]! += (left + above[i]!) >> 1;
      }
      return true;
    case 4:
      for (let i = 0; i < row.length; i++) {
        const left = i < step ? 0 : row[i - step]!;
        const corner = i < step ? 0 : above[i - step]!;
        row[i]! += paeth(left, above[i]!, corner);
      }
      return true;
    default:
      return false;
  }
}

/** The neighbour nearest to left + above − corner; the first wins a tie. */
function paeth(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
