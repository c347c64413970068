import assert from "node:assert/strict";
import { networkInput } from "../../../../pipeline/stages/networks/network_input.ts";
import { oneNodeModel } from "../../../support/one_node_model.ts";
import { smallNet } from "../../../support/small_net.ts";
import { floats } from "../../../support/tensors.ts";

Deno.test("networkInput() tells the axes apart, and what is left open", () => {
  assert.deepEqual(networkInput(smallNet()), {
    name: "image",
    dims: [undefined, 3, undefined, undefined],
    layout: "NCHW",
    channels: 3,
    extents: [undefined, undefined],
  });
  assert.deepEqual(
    networkInput(smallNet({ batch: 2, size: [9, 12], channelsLast: true })),
    {
      name: "image",
      dims: [2, 9, 12, 3],
      layout: "NHWC",
      channels: 3,
      extents: [9, 12],
    },
  );
});

Deno.test("networkInput() takes the first axis for channels where both could be", () => {
  const { layout, extents } = networkInput(smallNet({ size: [9, 3] }));
  assert.equal(layout, "NCHW");
  assert.deepEqual(extents, [9, 3]);
});

Deno.test("networkInput() refuses a model that wants more than an image", () => {
  const feeds = {
    x: floats([1, 3, 2, 2], new Float32Array(12)),
    y: floats([1], [0]),
  };
  assert.throws(() => networkInput(oneNodeModel("Add", { feeds })), {
    name: "TypeError",
    message: /beside the image "x" it takes "y"/,
  });
});
