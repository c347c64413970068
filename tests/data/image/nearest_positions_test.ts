import assert from "node:assert/strict";
import { nearestPositions } from "../../../data/image/nearest_positions.ts";
import { digest } from "../../support/digest.ts";
import fixture from "./fixtures/torch_nearest.json" with { type: "json" };

type Case = readonly [from: number, to: number, sum: number, sha256: string];

/** The positions that are to be torch's. */
function taken(from: number, to: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from(nearestPositions(from, { to, rule: "torch" }));
}

for (const [sides, count] of [["released", 64], ["others", 68]] as const) {
  Deno.test(`nearestPositions() by "torch" are torch's along ${sides} sides`, () => {
    const cases = fixture[sides] as unknown as readonly Case[];
    assert.equal(cases.length, count);
    for (const [from, to, sum, sha256] of cases) {
      const positions = taken(from, to);
      assert.deepEqual(
        [
          positions.reduce((total, position) => total + position, 0),
          digest(positions).slice(0, sha256.length),
        ],
        [sum, sha256],
        `${from} to ${to}`,
      );
    }
  });
}

Deno.test(`nearestPositions() by "torch" are torch's along every side`, () => {
  const { longest, to, sha256 } = fixture.every;
  const all = new Uint32Array(longest * to);
  for (let from = 1; from <= longest; from++) {
    all.set(taken(from, to), (from - 1) * to);
  }
  assert.equal(digest(all), sha256);
});

Deno.test(`nearestPositions() differ by "torch" and by "corner" where rounding decides`, () => {
  const at = (
    i: number,
    { from, rule }: { from: number; rule: "corner" | "torch" },
  ): number => nearestPositions(from, { to: 260, rule })[i]!;

  for (
    const [i, from, corner, torch] of [
      [13, 600, 29, 30],
      [130, 1078, 538, 539],
      [52, 265, 53, 52],
    ] as const
  ) {
    assert.equal(at(i, { from, rule: "corner" }), corner, `${from}`);
    assert.equal(at(i, { from, rule: "torch" }), torch, `${from}`);
  }
});
