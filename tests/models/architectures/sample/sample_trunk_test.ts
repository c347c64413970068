import assert from "node:assert/strict";
import { SAMPLE_ARCHITECTURES } from "../../../../models/architectures/sample/architectures.ts";
import { sampleTrunk } from "../../../../models/architectures/sample/sample_trunk.ts";
import { withLinearHead } from "../../../../models/architectures/with_linear_head.ts";
import { gradCamModel } from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import type { Model } from "../../../../models/onnx/graph.ts";
import { inferShapes } from "../../../../models/onnx/infer_shapes.ts";
import { readModel } from "../../../../models/onnx/read_model.ts";
import { validateGraph } from "../../../../models/onnx/validate_graph.ts";
import { writeModel } from "../../../../models/onnx/write_model.ts";
import { checkParity } from "../../../../models/runtime/parity.ts";
import { type Floats, runModel } from "../../../support/cam_fixture.ts";
import { adapterIsThere, needsWebgpu } from "../../../support/needs_webgpu.ts";
import { relativeError } from "../../../support/relative_error.ts";
import { floats, someFloats } from "../../../support/tensors.ts";
import { colourMaps, textureMaps } from "./reference_banks.ts";

const FACTS = {
  colour_bank: { maps: [70, 15, 20], reference: colourMaps },
  texture_bank: { maps: [60, 19, 25], reference: textureMaps },
} as const;

/** Skin with red and white spots, a dark dot, uneven light, and a blue edge. */
function picture(height: number, width: number): Floats {
  const noise = someFloats([3, height, width], 11).data;
  const near = (y: number, x: number, radius: number): boolean =>
    Math.hypot(y, x) < radius;
  const colourAt = (y: number, x: number): readonly number[] => {
    if (x > 0.9 * width) return [40, 70, 160];
    if (near(y - 0.6 * height, x - 0.3 * width, 4)) return [240, 235, 225];
    if (near(y - 0.6 * height, x - 0.3 * width, 11)) return [190, 90, 85];
    if (near(y - 0.25 * height, x - 0.6 * width, 2.5)) return [60, 35, 30];
    return [205, 155, 130];
  };
  const data = Array.from(noise, (offset, i) => {
    const channel = Math.floor(i / (height * width));
    const y = Math.floor(i / width) % height;
    const x = i % width;
    const light = 1 - 0.25 * y / height;
    return Math.min(255, light * colourAt(y, x)[channel]! + 4 * offset + 4);
  });
  return floats([1, 3, height, width], data);
}

/** A bank with some head, which also yields its maps. */
function classifier(trunk: Model): Model {
  const count = trunk.graph.outputs[0]!.dims![1] as number;
  return withLinearHead(trunk, {
    weights: someFloats([6, count], 3).data,
    bias: someFloats([6], 4).data,
  });
}

function showing(model: Model, tensor: string): Model {
  const output = { name: tensor, type: "float32", dims: undefined } as const;
  const outputs = [...model.graph.outputs, output];
  return { ...model, graph: { ...model.graph, outputs } };
}

for (const architecture of SAMPLE_ARCHITECTURES) {
  const { maps, reference } = FACTS[architecture];

  Deno.test(`sampleTrunk() ${architecture} is a small valid model of known shapes`, () => {
    const trunk = sampleTrunk(architecture);
    validateGraph(trunk);
    const shapes = inferShapes(trunk);
    assert.deepEqual(shapes.get("maps")?.dims, ["n", ...maps]);
    assert.deepEqual(shapes.get("features")?.dims, ["n", maps[0]]);
    for (const { outputs } of trunk.graph.nodes) {
      assert.ok(
        shapes.get(outputs[0]!)?.dims?.slice(1).every(Number.isInteger),
      );
    }
    const bytes = writeModel(trunk);
    assert.ok(bytes.length < 50_000, `${bytes.length} bytes`);
    assert.deepEqual(writeModel(sampleTrunk(architecture)), bytes);
    assert.deepEqual(readModel(bytes).graph.outputs, trunk.graph.outputs);
  });

  Deno.test(`sampleTrunk() ${architecture} computes what its filters are`, async () => {
    const size = [40, 60] as const;
    const image = picture(...size);
    const trunk = showing(sampleTrunk(architecture, { size }), "maps");
    const outputs = await runModel(trunk, image);
    const expected = reference(image.data, size);
    const found = outputs.maps!.data as Float32Array;
    assert.equal(found.length, expected.length);
    const places = found.length / maps[0];
    for (let channel = 0; channel < maps[0]; channel++) {
      let sum = 0;
      for (let i = channel * places; i < (channel + 1) * places; i++) {
        // Roots of what is close to 0 would show rounding only.
        const apart = found[i]! ** 2 - expected[i]!;
        assert.ok(Math.abs(apart) < 2e-5, `map ${channel}: ${apart}`);
        sum += found[i]!;
      }
      const mean = outputs.features!.data[channel] as number;
      assert.ok(Math.abs(mean - sum / places) < 1e-5);
    }
    // The picture has something for most filters, so that zeros do not pass for right.
    const used = Array.from(
      { length: maps[0] },
      (_, k) => expected.slice(k * places, (k + 1) * places).some((x) => x > 0),
    );
    assert.ok(used.filter(Boolean).length > 0.8 * maps[0]);
  });

  Deno.test(`sampleTrunk() ${architecture} sees nothing on even skin, however dark or lit`, async () => {
    const trunk = sampleTrunk(architecture);
    for (
      const [skin, light] of [[[230, 190, 170], 1], [
        [90, 55, 40],
        0.8,
      ]] as const
    ) {
      const data = Array.from({ length: 3 * 30_000 }, (_, i) => {
        const shade = 1 - 0.1 * (i % 200) / 200;
        return light * shade * skin[Math.floor(i / 30_000)]!;
      });
      const { features } = await runModel(
        trunk,
        floats([1, 3, 150, 200], data),
      );
      const largest = Math.max(...features!.data as Float32Array);
      assert.ok(largest < 0.05, `${largest}`);
    }
  });

  Deno.test(`gradCamModel() has maps of ${architecture} in closed form, which are its gradients'`, async () => {
    const size = [40, 60] as const;
    const image = picture(...size);
    const model = classifier(sampleTrunk(architecture, { size }));
    const inputShape = [1, 3, ...size];
    const closed = gradCamModel(model, { inputShape });
    assert.equal(closed.layer, "maps");
    assert.equal(closed.formula, "closed-form");
    const gradient = gradCamModel(model, { inputShape, formula: "gradient" });
    assert.equal(gradient.formula, "gradient");
    const one = await runModel(showing(closed.model, "maps"), image);
    const other = await runModel(gradient.model, image);
    const cam = one[closed.cam]!;
    assert.deepEqual(cam.dims, other[gradient.cam]!.dims);
    const error = relativeError(
      cam.data as Float32Array,
      other[gradient.cam]!.data as Float32Array,
    );
    assert.ok(error < 1e-6, `${error}`);

    // Each map is Σ_c w_c A_c / places, so its sum is the score without the bias.
    const places = cam.dims[2]! * cam.dims[3]!;
    const bias = someFloats([6], 4).data;
    for (let k = 0; k < 6; k++) {
      const map = cam.data.slice(k * places, (k + 1) * places) as Float32Array;
      const score = map.reduce((sum, x) => sum + x, bias[k]!);
      assert.ok(Math.abs(score - Number(one.logits!.data[k])) < 1e-4);
    }
  });

  Deno.test(`sampleTrunk() ${architecture} yields the same on WebGPU`, {
    ...needsWebgpu(),
  }, async () => {
    await adapterIsThere();
    const image = picture(150, 200);
    const trunk = showing(sampleTrunk(architecture), "maps");
    const reference = await runModel(trunk, image, "wasm");
    const found = await runModel(trunk, image, "webgpu");
    // As the stage "parity" allows.
    checkParity([reference, found], { tolerance: 1e-4 });
  });
}
