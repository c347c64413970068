import assert from "node:assert/strict";
import { headLayers } from "../../../../models/fitting/head_layers.ts";
import { startParameters } from "../../../../pipeline/stages/fit_heads/start_parameters.ts";

const EXTENTS = {
  features: 100,
  hidden: 49,
  characteristics: 15,
  diagnoses: 25,
};

Deno.test("startParameters() fills each layer as far as its inputs allow", () => {
  const layers = headLayers(startParameters(EXTENTS, 3), EXTENTS);
  for (
    const [layer, most] of [
      [layers.cxHidden, 1 / 10],
      [layers.cx, 1 / 7],
      [layers.dxHidden, 1 / 10],
      [layers.dx, 1 / 8],
    ] as const
  ) {
    const { weights, bias } = layer;
    assert.ok([...weights, ...bias].every((x) => Math.abs(x) <= most));
    for (const numbers of [weights, bias]) {
      const sizes = numbers.map(Math.abs);
      assert.ok(Math.max(...sizes) > 0.8 * most);
      const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
      // Five standard deviations of a mean.
      assert.ok(Math.abs(mean) < 5 * most / Math.sqrt(3 * numbers.length));
    }
  }
});

Deno.test("startParameters() follows the seed and nothing else", () => {
  const start = startParameters(EXTENTS, 3);
  assert.deepEqual(startParameters(EXTENTS, 3), start);
  const other = startParameters(EXTENTS, 4);
  assert.ok(start.every((x, i) => x !== other[i]));
});
