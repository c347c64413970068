import assert from "node:assert/strict";
import {
  standardisation,
  standardised,
} from "../../../models/fitting/standardisation.ts";

Deno.test("standardised() gives each column mean 0 and deviation 1, with the divisor n", () => {
  const table = { rows: 4, columns: 2, data: [1, 10, 2, 10, 3, 30, 6, 30] };
  const found = standardisation(table);
  assert.deepEqual([...found.means], [3, 20]);
  assert.deepEqual([...found.scales], [Math.sqrt(3.5), 10]);
  const { data, ...extents } = standardised(table, found);
  assert.deepEqual(extents, { rows: 4, columns: 2 });
  const root = Math.sqrt(3.5);
  assert.deepEqual(Array.from(data), [
    -2 / root,
    -1,
    -1 / root,
    -1,
    0,
    1,
    3 / root,
    1,
  ]);
});

Deno.test("standardised() makes a column that does not vary zero, rounding or not", () => {
  const table = { rows: 3, columns: 2, data: [5, 0.1, 5, 0.1, 5, 0.1] };
  const found = standardisation(table);
  assert.deepEqual([...found.scales], [1, 1]);
  const { data } = standardised(table, found);
  assert.ok(Array.from(data).every((x) => Math.abs(x) < 1e-16));
});

Deno.test("standardisation() refuses no rows", () => {
  assert.throws(
    () => standardisation({ rows: 0, columns: 2, data: [] }),
    RangeError,
  );
});
