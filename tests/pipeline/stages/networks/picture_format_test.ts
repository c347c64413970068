import assert from "node:assert/strict";
import type { NetworkInput } from "../../../../pipeline/stages/networks/network_input.ts";
import { pictureFormat } from "../../../../pipeline/stages/networks/picture_format.ts";
import type { Sidecar } from "../../../../pipeline/stages/networks/sidecar.ts";

function format(
  sidecar: Sidecar,
  extents: NetworkInput["extents"] = [300, 400],
  channels: number | undefined = 3,
): ReturnType<typeof pictureFormat> {
  const input: NetworkInput = {
    name: "x",
    dims: [undefined, channels, ...extents],
    layout: "NCHW",
    channels,
    extents,
  };
  return pictureFormat(input, { id: "net-0", sidecar });
}

const preprocess = "caffe";

Deno.test("pictureFormat() takes the model's size, and bilinear unless said", () => {
  assert.deepEqual(format({ preprocess }), {
    size: [300, 400],
    resize: "bilinear",
    preprocess,
  });
  const said = { preprocess, resize: "box", size: [300, 400] } as const;
  assert.deepEqual(format(said), { ...said });
});

Deno.test("pictureFormat() fills in what the model leaves open", () => {
  const size = [30, 40] as const;
  assert.deepEqual(format({ preprocess, size }, [undefined, 40]).size, size);
  assert.throws(
    () => format({ preprocess, size }, [undefined, 41]),
    { name: "RangeError", message: /is any x 41 pixels, and .* says 30 x 40/ },
  );
  assert.throws(
    () => format({ preprocess }, [30, undefined]),
    { name: "TypeError", message: /is open \(30 x any\)/ },
  );
});

Deno.test("pictureFormat() never guesses how bytes become numbers", () => {
  assert.throws(() => format({ size: [300, 400] }), {
    name: "TypeError",
    message:
      /as "preprocess" in "net-0\.onnx\.json" one of "imagenet", "caffe"/,
  });
});

Deno.test("pictureFormat() refuses grey networks", () => {
  assert.throws(() => format({ preprocess }, [3, 4], 1), {
    name: "TypeError",
    message: /"net-0" takes 1 channels and photographs have 3/,
  });
});
