import assert from "node:assert/strict";
import { evenSpread } from "../../../data/sample/even_spread.ts";
import { Random } from "../../../data/sample/random.ts";

Deno.test("evenSpread() gives every range its share in any run", () => {
  for (const prime of [2, 3, 5, 7, 11, 13, 17, 19]) {
    for (const from of [0, 1000]) {
      const places = Array.from(
        { length: 100 },
        (_, i) => evenSpread(from + i, { random: new Random("a"), prime }),
      );
      for (let low = 0; low < 1; low += 0.125) {
        const inside = places.filter((p) => p >= low && p < low + 0.125).length;
        assert.ok(
          Math.abs(inside - 12.5) < 5,
          `${inside} of 100 from ${low} with ${prime}`,
        );
      }
    }
  }
});
