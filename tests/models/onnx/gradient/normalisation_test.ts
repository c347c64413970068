import { checkGradient, node, uniform } from "./check_gradient.ts";

const SHAPES = [[2, 3, 4, 5], [3, 4], [2, 6, 7], [1, 2, 2, 3, 2]];

Deno.test("differentiate() matches finite differences of BatchNormalization", async () => {
  for (const opset of [9, 14, 17]) {
    for (const dims of SHAPES) {
      const channels = [dims[1] ?? 1];
      await checkGradient({
        inputs: {
          x: uniform(dims, { seed: 1 }),
          scale: uniform(channels, { seed: 2 }),
          bias: uniform(channels, { seed: 3 }),
          mean: uniform(channels, { seed: 4 }),
          variance: uniform(channels, { seed: 5, low: 0.5, high: 2 }),
        },
        declared: { x: ["N", ...dims.slice(1)] },
        build: (graph) =>
          node(graph, "BatchNormalization", {
            inputs: ["x", "scale", "bias", "mean", "variance"],
            attributes: { epsilon: 0.01 },
          }),
        opset,
      }, { seed: 6 });
    }
  }
});

Deno.test("differentiate() matches finite differences of LayerNormalization", async () => {
  for (const dims of SHAPES) {
    for (const axis of [-1, 1, dims.length - 1, -2]) {
      const first = axis < 0 ? axis + dims.length : axis;
      const inner = dims.slice(first);
      // Over two elements or fewer, x̂ is all but constant.
      if (first === 0 || inner.reduce((a, b) => a * b, 1) < 3) continue;
      for (const bias of [true, false]) {
        await checkGradient({
          inputs: {
            x: uniform(dims, { seed: 1, low: -2, high: 2 }),
            scale: uniform(inner, { seed: 2 }),
            ...bias ? { bias: uniform(inner, { seed: 3 }) } : {},
          },
          declared: { x: ["N", ...dims.slice(1)] },
          build: (graph) =>
            node(graph, "LayerNormalization", {
              inputs: bias ? ["x", "scale", "bias"] : ["x", "scale"],
              attributes: { axis: BigInt(axis), epsilon: 0.1 },
            }),
        }, { seed: 4 });
      }
    }
  }
});

Deno.test("differentiate() matches finite differences of InstanceNormalization", async () => {
  for (const dims of [[2, 3, 4, 5], [2, 6, 7]]) {
    const channels = [dims[1] ?? 1];
    await checkGradient({
      inputs: {
        x: uniform(dims, { seed: 1, low: -2, high: 2 }),
        scale: uniform(channels, { seed: 2 }),
        bias: uniform(channels, { seed: 3 }),
      },
      declared: { x: ["N", ...dims.slice(1)] },
      build: (graph) =>
        node(graph, "InstanceNormalization", {
          inputs: ["x", "scale", "bias"],
          attributes: { epsilon: 0.1 },
        }),
    }, { seed: 4 });
  }
});

Deno.test("differentiate() matches finite differences of GroupNormalization", async () => {
  for (const opset of [18, 21]) {
    for (const dims of [[2, 6, 3, 4], [3, 6, 5]]) {
      for (const groups of [1, 2, 3]) {
        const affine = [opset < 21 ? groups : 6];
        await checkGradient({
          inputs: {
            x: uniform(dims, { seed: 1, low: -2, high: 2 }),
            scale: uniform(affine, { seed: 2 }),
            bias: uniform(affine, { seed: 3 }),
          },
          declared: { x: ["N", ...dims.slice(1)] },
          build: (graph) =>
            node(graph, "GroupNormalization", {
              inputs: ["x", "scale", "bias"],
              attributes: { num_groups: BigInt(groups), epsilon: 0.1 },
            }),
          opset,
        }, { seed: 4 });
      }
    }
  }
});

Deno.test("differentiate() matches finite differences of Softmax and LogSoftmax", async () => {
  for (const op of ["Softmax", "LogSoftmax"]) {
    for (const opset of [9, 12, 13, 17]) {
      for (const axis of [undefined, 0, 1, 2, ...opset < 11 ? [] : [-1, -2]]) {
        await checkGradient({
          inputs: { x: uniform([2, 3, 4], { seed: 1, low: -2, high: 2 }) },
          declared: { x: ["N", 3, 4] },
          build: (graph) =>
            node(graph, op, {
              inputs: ["x"],
              attributes: axis === undefined ? {} : { axis: BigInt(axis) },
            }),
          opset,
        }, { seed: 2 });
      }
    }
  }
});
