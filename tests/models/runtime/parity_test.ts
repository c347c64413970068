import assert from "node:assert/strict";
import { checkParity } from "../../../models/runtime/parity.ts";
import type { TensorLike } from "../../../models/runtime/session.ts";
import { floats, ints } from "../../support/tensors.ts";

function parity(
  expected: TensorLike,
  actual: TensorLike,
  tolerance = 1e-4,
): number {
  const [found] = checkParity([{ y: expected }, { y: actual }], { tolerance });
  return found!.error;
}

Deno.test("checkParity() gives the relative error in L2 over all elements", () => {
  const error = parity(floats([2], [3, 4]), floats([2], [3, 4.5]), 0.2);
  assert.equal(error, 0.1);
  assert.equal(parity(floats([2], [3, 4]), floats([2], [3, 4])), 0);
});

Deno.test("checkParity() refuses an output beyond the tolerance, and says by how much", () => {
  assert.throws(
    () => parity(floats([2], [3, 4]), floats([2], [3, 4.5]), 0.09),
    {
      name: "RangeError",
      message:
        'The output "y" of webgpu disagrees by 0.10, more than 0.09: run with --device wasm',
    },
  );
});

Deno.test("checkParity() refuses an output of zeros unless zeros are right", () => {
  const zeros = floats([2], [0, -0]);
  assert.throws(() => parity(floats([2], [1e-9, 0]), zeros), /zero throughout/);
  assert.throws(
    () => parity(floats([2], [1e-9, 0]), zeros, 2),
    /zero throughout/,
  );
  assert.equal(parity(zeros, floats([2], [0, 0])), 0);
  assert.throws(
    () => parity(zeros, floats([2], [0, 1e-9])),
    /disagrees by Inf/,
  );
});

Deno.test("checkParity() refuses what is not finite", () => {
  const good = floats([2], [1, 2]);
  assert.throws(() => parity(good, floats([2], [1, NaN])), /is not finite/);
  assert.throws(() => parity(good, floats([2], [1, Infinity])), /disagrees/);
});

Deno.test("checkParity() refuses a missing output and another shape", () => {
  const good = floats([2], [1, 2]);
  assert.throws(
    () => checkParity([{ y: good }, {}], { tolerance: 1 }),
    /"y" of webgpu is missing/,
  );
  assert.throws(
    () => parity(good, floats([1, 2], [1, 2])),
    /has the shape \[1,2\] where \[2\] is right/,
  );
});

Deno.test("checkParity() wants whole numbers to be equal", () => {
  assert.equal(parity(ints(1, 2), ints(1, 2)), 0);
  assert.throws(
    () => parity(ints(1000000, 2), ints(1000000, 3)),
    /disagrees by 0\.0000010, more than 0/,
  );
});
