import assert from "node:assert/strict";
import {
  type GradCamModel,
  gradCamModel,
} from "../../../../models/onnx/grad_cam/grad_cam_model.ts";
import { validateGraph } from "../../../../models/onnx/validate_graph.ts";
import {
  CAM_FIXTURES,
  camFixture,
  type Floats,
  runModel,
} from "../../../support/cam_fixture.ts";
import { adapterIsThere, needsWebgpu } from "../../../support/needs_webgpu.ts";
import { relativeError } from "../../../support/relative_error.ts";

/** Networks whose scores are an affine function of their last layer. */
const LINEAR = [
  "before_norm",
  "densenet",
  "efficientnet",
  "flattened",
  "inception",
  "resnet",
  "shufflenet",
  "squeezenet",
];

/** Networks that end in probabilities; PyTorch's maps are of those. */
const PROBABILITIES = ["before_norm", "flattened"];

const CLASSES = 5;

for (const device of ["wasm", "webgpu"] as const) {
  for (const name of CAM_FIXTURES) {
    for (const layer of ["late", "early"] as const) {
      Deno.test({
        name:
          `gradCamModel() yields PyTorch's maps of ${name}'s ${layer} layer on ${device}`,
        ...(device === "webgpu" && needsWebgpu()),
        async fn() {
          if (device === "webgpu") await adapterIsThere();
          const { model, input, scores, maps, float32 } = await camFixture(
            name,
          );
          const target = PROBABILITIES.includes(name) ? "probability" : "logit";
          const cam = gradCamModel(model, { layer, target });
          validateGraph(cam.model);
          const outputs = await runModel(cam.model, input, device);
          const [own = ""] = model.graph.outputs.map(({ name }) => name);

          close(outputs[own], { to: scores, floor: float32.scores });
          close(outputs[cam.cam], { to: maps[layer], floor: float32[layer] });
          // DermX's earlier layer has a convolution of single places behind it.
          const linear = name === "before_norm" ||
            layer === "late" && LINEAR.includes(name);
          assert.equal(cam.formula, linear ? "closed-form" : "gradient");
        },
      });
    }
  }
}

for (const name of CAM_FIXTURES) {
  Deno.test(`gradCamModel() chooses the last layer of ${name} by itself`, async () => {
    const { model } = await camFixture(name);
    const { layer, layerDims, candidates } = gradCamModel(model);
    assert.equal(candidates.at(-1), layer);
    if (name === "before_norm") {
      // Other tensors of the same size follow the one that is explained.
      assert.deepEqual(layerDims, [8, 8, 12]);
      assert.ok(candidates.indexOf("late") < candidates.length - 1);
    } else {
      assert.equal(layer, "late");
    }
  });
}

for (const name of LINEAR) {
  for (const target of ["logit", "probability"] as const) {
    if (target === "probability" && !PROBABILITIES.includes(name)) continue;
    for (const classes of ["all", "top"] as const) {
      Deno.test(`gradCamModel() in closed form equals its gradients: ${name}, ${target}, ${classes}`, async () => {
        const { model, input } = await camFixture(name);
        const options = { layer: "late", target, classes };
        const closed = gradCamModel(model, options);
        const gradient = gradCamModel(model, {
          ...options,
          formula: "gradient",
        });
        assert.equal(closed.formula, "closed-form");
        assert.equal(gradient.formula, "gradient");
        close(await mapsOf(closed, input), {
          to: await mapsOf(gradient, input),
          floor: 1e-6,
        });
      });
    }
  }
}

for (const formula of ["closed-form", "gradient"] as const) {
  Deno.test(`gradCamModel() maps chosen classes as among all: ${formula}`, async () => {
    const { model, input, maps } = await camFixture("resnet");
    const cam = gradCamModel(model, { classes: [4, 1], formula });
    assert.deepEqual(cam.classes, [4, 1]);
    close(await mapsOf(cam, input), {
      to: pick(maps.late, [[4, 1], [4, 1], [4, 1]]),
      floor: 1e-6,
    });
  });

  Deno.test(`gradCamModel() maps each image's top class: ${formula}`, async () => {
    const { model, input, maps, scores } = await camFixture("resnet");
    const cam = gradCamModel(model, { classes: "top", formula });
    assert.equal(cam.classes, "top");
    const outputs = await runModel(cam.model, input);
    const tops = Array.from({ length: 3 }, (_, image) => {
      const row = [...scores.data.subarray(CLASSES * image)].slice(0, CLASSES);
      return row.indexOf(Math.max(...row));
    });
    assert.deepEqual([...outputs[cam.topClass!]!.data], tops);
    assert.deepEqual(outputs[cam.topClass!]!.dims, [3, 1]);
    close(outputs[cam.cam], {
      to: pick(maps.late, tops.map((top) => [top])),
      floor: 1e-6,
    });
  });
}

for (const name of ["efficientnet", "vgg", "shufflenet", "convnext"]) {
  for (const layer of ["late", "early"] as const) {
    Deno.test(`gradCamModel() maps one image as among three: ${name}, ${layer}`, async () => {
      const { model, input, maps } = await camFixture(name);
      const cam = gradCamModel(model, { layer });
      const [, ...image] = input.dims;
      const one = await mapsOf(cam, {
        type: "float32",
        dims: [1, ...image],
        data: input.data.slice(0, input.data.length / 3),
      });
      close(one, {
        to: pick(maps[layer], [[0, 1, 2, 3, 4]]),
        floor: 1e-6,
      });
    });
  }
}

Deno.test("gradCamModel() explains the logit behind a Softmax unless told", async () => {
  const { model, input, scores } = await camFixture("flattened");
  const cam = gradCamModel(model);
  const outputs = await runModel(cam.model, input);
  const logits = [...outputs[cam.logits]!.data as Float32Array];
  const exponentials = logits.map(Math.exp);
  const probabilities = exponentials.map((value, i) => {
    const first = i - i % CLASSES;
    const sum = exponentials.slice(first, first + CLASSES);
    return value / sum.reduce((a, b) => a + b);
  });
  close({ ...scores, data: Float32Array.from(probabilities) }, {
    to: scores,
    floor: 1e-6,
  });
  assert.equal(cam.explains, "logit");
  // The sum over places of a map is what the layer adds to the logit, over h·w, if
  // all places weigh the same; here they do not, so the maps are those of gradients.
  const gradient = gradCamModel(model, { formula: "gradient" });
  close(outputs[cam.cam], {
    to: await mapsOf(gradient, input),
    floor: 1e-6,
  });
});

Deno.test("gradCamModel() says in the metadata what was done", async () => {
  const { model } = await camFixture("resnet");
  const { metadata } = gradCamModel(model, { classes: [0, 3] }).model;
  assert.deepEqual(Object.fromEntries(metadata), {
    "gradcam.layer": "late",
    "gradcam.formula": "closed-form",
    "gradcam.explains": "logit",
    "gradcam.classes": "0,3",
  });
});

Deno.test("gradCamModel() rewrites a rewritten model again", async () => {
  const { model, input, maps } = await camFixture("vgg");
  const once = gradCamModel(model, { classes: "top" });
  const twice = gradCamModel(once.model, { layer: "early" });
  assert.notEqual(twice.cam, once.cam);
  const outputs = await runModel(twice.model, input);
  close(outputs[twice.cam], { to: maps.early, floor: 1e-6 });
  assert.deepEqual(outputs[once.cam]!.dims, [3, 1, 2, 3]);
});

Deno.test("gradCamModel() leaves the model that it is given as it was", async () => {
  const { model } = await camFixture("resnet");
  const before = structuredClone(model);
  gradCamModel(model, { layer: "early" });
  assert.deepEqual(model, before);
});

async function mapsOf(cam: GradCamModel, input: Floats): Promise<Floats> {
  return (await runModel(cam.model, input))[cam.cam] as Floats;
}

/** Maps of some classes of each image. */
function pick(
  { dims, data }: Floats,
  classes: readonly (readonly number[])[],
): Floats {
  const [, count = 0, height = 0, width = 0] = dims;
  const size = height * width;
  const chosen = classes.flatMap((indices, image) =>
    indices.flatMap((index) => {
      const first = (image * count + index) * size;
      return [...data.subarray(first, first + size)];
    })
  );
  return {
    type: "float32",
    dims: [classes.length, classes[0]!.length, height, width],
    data: Float32Array.from(chosen),
  };
}

/** What float32 may cost, however well PyTorch does. */
const ROUNDING = 3e-7;

/** Asserts equality up to ten times an error that cannot be helped. */
function close(
  found: unknown,
  { to, floor }: { readonly to: Floats; readonly floor: number },
): void {
  const { dims, data } = found as Floats;
  assert.deepEqual(dims, to.dims);
  const error = relativeError(data, to.data);
  const bound = 10 * Math.max(floor, ROUNDING);
  assert.ok(error <= bound, `${error} > ${bound}`);
}
