/**
 * Factorises a symmetric matrix in place as L·Lᵀ, row by row (Cholesky-Banachiewicz).
 *
 * @param matrix `size` × `size` numbers in row-major order, of which only the lower
 * triangle is read; it then holds L.
 * @returns Whether the matrix is positive definite to working precision. If not, it
 * is left half done.
 */
export function factorise(matrix: Float64Array, size: number): boolean {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let rest = matrix[row + j]!;
      for (let k = 0; k < j; k++) rest -= matrix[row + k]! * matrix[other + k]!;
      if (j < i) {
        matrix[row + j] = rest / matrix[other + j]!;
      } else if (rest > 0) {
        matrix[row + j] = Math.sqrt(rest);
      } else {
        return false;
      }
    }
  }
  return true;
}

/**
 * Solves L·Lᵀ·x = b.
 *
 * @param factor What {@link factorise} left.
 * @param b As many numbers as the matrix has rows.
 */
export function solveFactorised(
  factor: Float64Array,
  b: Float64Array,
): Float64Array {
  const size = b.length;
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * size + k]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= factor[k * size + i]! * x[k]!;
    x[i]! /= factor[i * size + i]!;
  }
  return x;
}
