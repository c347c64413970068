import assert from "node:assert/strict";
import { heldOut } from "../../../../pipeline/stages/fit/held_out.ts";

const IDS = Array.from({ length: 4000 }, (_, i) => `image ${i}`);

function testPart(seed: number, run: number, testShare = 0.3): string[] {
  return IDS.filter((id) => heldOut(id, { seed, run, testShare }));
}

Deno.test("heldOut() holds out about the share that is asked for", () => {
  for (const testShare of [0.1, 0.3, 0.5]) {
    const share = testPart(1, 0, testShare).length / IDS.length;
    // Four standard deviations.
    assert.ok(Math.abs(share - testShare) < 4 * Math.sqrt(0.25 / IDS.length));
  }
  assert.equal(testPart(1, 0, 0).length, 0);
  assert.equal(testPart(1, 0, 1).length, IDS.length);
});

Deno.test("heldOut() splits anew for each run and each seed", () => {
  const one = new Set(testPart(1, 0));
  for (const other of [testPart(1, 1), testPart(2, 0)]) {
    // Independent splits share 0.3 of the test part.
    const shared = other.filter((id) => one.has(id)).length / other.length;
    assert.ok(Math.abs(shared - 0.3) < 0.06, `${shared}`);
  }
});

Deno.test("heldOut() is the same on every machine, and for both spellings of an umlaut", () => {
  // By sha256sum of "7/2/image".
  const params = { seed: 7, run: 2 };
  const share = 0xe91f1177 / 2 ** 32;
  assert.equal(heldOut("image", { ...params, testShare: share }), false);
  assert.equal(
    heldOut("image", { ...params, testShare: share + 2 ** -32 }),
    true,
  );
  for (let run = 0; run < 20; run++) {
    const split = { seed: 1, run, testShare: 0.5 };
    assert.equal(heldOut("Ko\u0308bner", split), heldOut("Köbner", split));
  }
});
