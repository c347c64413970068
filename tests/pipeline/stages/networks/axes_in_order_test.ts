import assert from "node:assert/strict";
import { axesInOrder } from "../../../../pipeline/stages/networks/axes_in_order.ts";

const BATCH = {
  dims: [2, 3, 1, 2],
  data: Float32Array.from({ length: 12 }, (_, i) => i),
} as const;

Deno.test("axesInOrder() leaves channels first where the network wants them so", () => {
  assert.deepEqual(axesInOrder(BATCH, "NCHW"), { type: "float32", ...BATCH });
});

Deno.test("axesInOrder() puts channels last, picture by picture", () => {
  const { dims, data } = axesInOrder(BATCH, "NHWC");
  assert.deepEqual(dims, [2, 1, 2, 3]);
  assert.deepEqual([...data], [0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11]);
});
