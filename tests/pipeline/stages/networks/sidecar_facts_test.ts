import assert from "node:assert/strict";
import { sidecarFacts } from "../../../../pipeline/stages/networks/sidecar_facts.ts";
import { smallNet } from "../../../support/small_net.ts";

const METADATA = {
  "input.preprocess": "imagenet",
  "input.resize": "box",
  "input.size": "30x40",
  "output.labels": '["a","b"]',
  "input.unknown": "x",
};

function facts(
  beside: string | undefined,
  metadata: Record<string, string> = METADATA,
): ReturnType<typeof sidecarFacts> {
  const model = { ...smallNet(), metadata: new Map(Object.entries(metadata)) };
  return sidecarFacts(model, {
    name: "m.onnx",
    beside: beside === undefined
      ? undefined
      : { name: "m.onnx.json", text: beside },
  });
}

Deno.test("sidecarFacts() reads the metadata that the rewritten model carries", () => {
  assert.deepEqual(facts(undefined), {
    sidecar: {
      preprocess: "imagenet",
      resize: "box",
      size: [30, 40],
      labels: ["a", "b"],
    },
    from: "the model's metadata",
  });
  assert.deepEqual(facts(undefined, {}).sidecar, {});
});

Deno.test("sidecarFacts() lets the file beside the model count, key by key", () => {
  const { sidecar, from } = facts('{"preprocess":"caffe","layer":"relu"}');
  assert.equal(from, '"m.onnx.json"');
  assert.equal(sidecar.preprocess, "caffe");
  assert.equal(sidecar.layer, "relu");
  assert.equal(sidecar.resize, "box");
});

Deno.test("sidecarFacts() names the place of what it does not understand", () => {
  const cases: [() => unknown, RegExp][] = [
    [() => facts("{"), /^Cannot use "m\.onnx\.json": it is not JSON/],
    [() => facts('{"size":[0,4]}'), /size\[0\]: expected a whole number above/],
    [() => facts('{"sizes":[3,4]}'), /unknown key "sizes"/],
    [
      () => facts(undefined, { "input.size": "30 by 40" }),
      /^Cannot use the metadata of "m\.onnx": size/,
    ],
    [
      () => facts(undefined, { "output.labels": "a,b" }),
      /^Cannot use the metadata of "m\.onnx": it is not JSON/,
    ],
  ];
  for (const [call, message] of cases) {
    assert.throws(call, { name: "SyntaxError", message });
  }
});
