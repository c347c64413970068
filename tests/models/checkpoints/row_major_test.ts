import assert from "node:assert/strict";
import fc from "fast-check";
import { rowMajor } from "../../../models/checkpoints/row_major.ts";

/** A view of numbers that stays within them. */
const VIEW = fc.array(fc.record({ dim: fc.nat(4), stride: fc.nat(7) }), {
  maxLength: 4,
}).chain((axes) =>
  fc.record({
    dims: fc.constant(axes.map(({ dim }) => dim)),
    strides: fc.constant(axes.map(({ stride }) => stride)),
    offset: fc.nat(5),
  })
);

/** Every index of a shape, the last dimension fastest. */
function indices(dims: readonly number[]): number[][] {
  return dims.reduce<number[][]>(
    (all, dim) =>
      all.flatMap((index) =>
        Array.from({ length: dim }, (_, i) => [...index, i])
      ),
    [[]],
  );
}

Deno.test("rowMajor() has at each index the number that offset and strides say", () => {
  const storage = Float32Array.from({ length: 300 }, (_, i) => i / 8);
  const whole = BigInt64Array.from(storage, (value) => BigInt(value * 8));
  fc.assert(
    fc.property(VIEW, (view) => {
      const places = indices(view.dims).map((index) =>
        index.reduce(
          (sum, i, axis) => sum + i * view.strides[axis]!,
          view.offset,
        )
      );
      assert.deepEqual(
        rowMajor(storage, view),
        Float32Array.from(places, (place) => place / 8),
      );
      assert.deepEqual(
        rowMajor(whole, view),
        BigInt64Array.from(places, BigInt),
      );
    }),
    { seed: 3, numRuns: 2000 },
  );
});

Deno.test("rowMajor() copies, so that a part does not keep its whole storage", () => {
  const storage = Float32Array.of(1, 2, 3, 4);
  const part = rowMajor(storage, { offset: 1, dims: [2], strides: [1] });
  assert.deepEqual(part, Float32Array.of(2, 3));
  assert.equal(part.buffer.byteLength, 8);
});
