import assert from "node:assert/strict";
import fc from "fast-check";
import { area, type Mask } from "../../../data/dermx/mask.ts";
import { resizeMask } from "../../../data/dermx/resize_mask.ts";
import { nearestPositions } from "../../../data/image/nearest_positions.ts";
import { digest } from "../../support/digest.ts";
import { noise } from "../../support/noise.ts";
import { maskOf, pixelsOf } from "../../support/pixel_scores.ts";
import fixture from "./fixtures/resized_masks.json" with { type: "json" };

type Result = [area: number, sha256: string];
type MaskRow = [...sizes: [number, number, number, number], Result, Result];

/** Those of the fixture, in its order. */
const PEERS = [["centre", "Pillow"], ["corner", "OpenCV"]] as const;
const SEED = { seed: 20410, numRuns: 300 };

/** The mask that the fixture's script makes of the same noise. */
function someMask(width: number, height: number): Mask {
  const { data } = noise({ width, height, channels: 1 });
  return maskOf([...data].map((byte) => byte < 64), { width, height });
}

const masks = fc.tuple(
  fc.integer({ min: 1, max: 25 }),
  fc.integer({ min: 1, max: 25 }),
  fc.constantFrom(0.1, 0.5, 0.9),
).chain(([width, height, share]) =>
  fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: width * height,
    maxLength: width * height,
  }).map((values) =>
    maskOf(values.map((value) => value < share), { width, height })
  )
);

PEERS.forEach(([nearest, peer], rule) => {
  Deno.test(`resizeMask() by the ${nearest} takes the pixels that ${peer} takes`, () => {
    assert.equal(fixture.masks.length, 15);
    for (const row of fixture.masks as MaskRow[]) {
      const [w, h, width, height, ...results] = row;
      const options = { width, height, nearest };
      const small = resizeMask(someMask(w, h), options);

      const pixels = Uint8Array.from(pixelsOf(small), Number);
      assert.deepEqual(
        [area(small), digest(pixels).slice(0, 32)],
        results[rule],
        `${w} x ${h} to ${width} x ${height}`,
      );
    }
  });

  Deno.test(`nearestPositions() by the ${nearest} are ${peer}'s along the sides of the releases' images`, () => {
    for (const [from, to, ...results] of fixture.axes) {
      const positions = Uint32Array.from(
        nearestPositions(from as number, { to: to as number, rule: nearest }),
      );
      const sum = positions.reduce((total, position) => total + position, 0);
      assert.deepEqual(
        [sum, digest(positions).slice(0, 32)],
        results[rule],
        `${from} to ${to}`,
      );
    }
  });
});

for (const nearest of ["centre", "corner", "torch"] as const) {
  Deno.test(`resizeMask() by "${nearest}" equals picking pixels one by one, in the one list of runs that they have`, () => {
    const side = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(masks, side, side, (mask, width, height) => {
        const pixels = pixelsOf(mask);
        const columns = nearestPositions(mask.width, {
          to: width,
          rule: nearest,
        });
        const rows = nearestPositions(mask.height, {
          to: height,
          rule: nearest,
        });
        const picked = [...rows].flatMap((row) =>
          [...columns].map((column) =>
            column < mask.width && row < mask.height &&
            pixels[row * mask.width + column]!
          )
        );

        assert.deepEqual(
          resizeMask(mask, { width, height, nearest }),
          maskOf(picked, { width, height }),
        );
      }),
      SEED,
    );
  });

  Deno.test(`resizeMask() by "${nearest}" leaves a mask alone that has the size already`, () => {
    fc.assert(
      fc.property(masks, (mask) => {
        const { width, height } = mask;
        assert.deepEqual(resizeMask(mask, { width, height, nearest }), mask);
      }),
      SEED,
    );
  });
}

Deno.test("resizeMask() lets a dot vanish that no new pixel falls on", () => {
  const dot = { width: 8, height: 8, runs: Uint32Array.of(9, 10) };
  const options = { width: 2, height: 2, nearest: "centre" } as const;

  assert.equal(resizeMask(dot, options).runs.length, 0);
});
