import assert from "node:assert/strict";
import fc from "fast-check";
import {
  effectivePadding,
  paddedSteps,
} from "../../../../models/architectures/plan/effective_padding.ts";
import type { Sliding } from "../../../../models/architectures/plan/layer.ts";
import { samePadding } from "../../../../models/architectures/plan/same_padding.ts";

/** A window along both axes alike. */
function sliding(
  [kernel, stride, dilation]: readonly [number, number, number],
  [before, after]: readonly [number, number],
): Sliding {
  return {
    kernel: [kernel, kernel],
    strides: [stride, stride],
    dilations: [dilation, dilation],
    padding: [before, before, after, after],
  };
}

/** The places that each window reads, one after the other. */
function reads(window: Sliding, size: number): number[][] {
  const steps = paddedSteps(window, [size, size], 0);
  return Array.from({ length: steps }, (_, step) =>
    Array.from(
      { length: window.kernel[0] },
      (_, k) =>
        step * window.strides[0] + k * window.dilations[0] - window.padding[0],
    ));
}

Deno.test("effectivePadding() is what windows see of the padding, and no more", () => {
  const small = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(
      fc.tuple(small, small, fc.integer({ min: 1, max: 2 })),
      fc.tuple(fc.nat(4), fc.nat(4)),
      fc.integer({ min: 12, max: 30 }),
      (movement, places, size) => {
        const window = sliding(movement, places);
        const padding = effectivePadding(window, [size, size]);
        const trimmed = { ...window, padding };
        assert.deepEqual(reads(trimmed, size), reads(window, size));
        const last = reads(window, size).at(-1)!.at(-1)!;
        assert.equal(padding[2], Math.max(0, last - (size - 1)));
        assert.deepEqual(padding, [
          places[0],
          places[0],
          padding[2],
          padding[2],
        ]);
      },
    ),
    { seed: 1, numRuns: 300 },
  );
});

Deno.test("effectivePadding() of ResNet's stem and of a symmetric one on even rows", () => {
  const stem = sliding([7, 2, 1], [3, 3]);
  assert.deepEqual(effectivePadding(stem, [300, 400]), [3, 3, 2, 2]);
  const symmetric = sliding([3, 2, 1], [1, 1]);
  assert.deepEqual(effectivePadding(symmetric, [150, 75]), [1, 1, 0, 1]);
});

Deno.test("samePadding() gives as many windows as TensorFlow, at the least padding", () => {
  const size = fc.integer({ min: 1, max: 60 });
  const small = fc.integer({ min: 1, max: 7 });
  fc.assert(
    fc.property(
      fc.tuple(size, size),
      fc.tuple(small, small),
      (extents, [k, s]) => {
        const window = sliding([k, s, 1], [0, 0]);
        const padding = samePadding(extents, window);
        for (const axis of [0, 1] as const) {
          const steps = (ends: number): number =>
            paddedSteps(
              { ...window, padding: [padding[0], padding[1], ends, ends] },
              extents,
              axis,
            );
          const after = padding[axis + 2]!;
          assert.equal(steps(after), Math.ceil(extents[axis] / s));
          assert.ok(
            after - padding[axis]! === 0 || after - padding[axis]! === 1,
          );
          if (after > 0) assert.ok(steps(after - 1) < steps(after));
        }
      },
    ),
    { seed: 2, numRuns: 300 },
  );
});
