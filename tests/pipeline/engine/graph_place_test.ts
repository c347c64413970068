import assert from "node:assert/strict";
import * as fc from "fast-check";
import { placeInRow } from "../../../pipeline/engine/graph_place.ts";
import { SEED } from "../../support/graphs.ts";

const ROW = fc.array(
  fc.record({ wish: fc.integer({ min: -99, max: 99 }), gap: fc.nat(40) }),
  { minLength: 1, maxLength: 9 },
).map((slots) => ({
  wanted: slots.map(({ wish }) => wish),
  gaps: slots.slice(1).map(({ gap }) => gap),
}));

Deno.test("placeInRow() fulfils wishes that are far enough apart", () => {
  const wanted = [0, 10, 25];
  assert.deepEqual(placeInRow({ wanted, gaps: [10, 10] }), wanted);
});

Deno.test("placeInRow() shares the room that equal wishes need", () => {
  assert.deepEqual(
    placeInRow({ wanted: [0, 0, 0], gaps: [10, 10] }),
    [-10, 0, 10],
  );
});

Deno.test("placeInRow() keeps gaps and no single shift improves the sum of squares", () => {
  const cost = (wanted: number[], at: readonly number[]): number =>
    at.reduce((sum, x, i) => sum + (x - wanted[i]!) ** 2, 0);
  fc.assert(
    fc.property(ROW, ({ wanted, gaps }) => {
      const at = placeInRow({ wanted, gaps });
      const isFeasible = (positions: readonly number[]): boolean =>
        gaps.every((gap, i) => positions[i + 1]! - positions[i]! >= gap - 1e-9);
      assert.ok(isFeasible(at));
      // The cost is convex, so a shift of any run of slots must not lower it.
      for (let start = 0; start < at.length; start++) {
        for (let end = start + 1; end <= at.length; end++) {
          for (const step of [-0.01, 0.01]) {
            const shifted = at.map((x, i) =>
              i >= start && i < end ? x + step : x
            );
            if (!isFeasible(shifted)) continue;
            assert.ok(cost(wanted, shifted) >= cost(wanted, at) - 1e-9);
          }
        }
      }
    }),
    { seed: SEED },
  );
});
