import assert from "node:assert/strict";
import { DenseLayer } from "../../../models/fitting/dense_layer.ts";
import { headLayers, headSize } from "../../../models/fitting/head_layers.ts";
import { headScores } from "../../../models/fitting/head_scores.ts";
import { dot } from "../../../models/fitting/vectors.ts";
import { someFloats } from "../../support/tensors.ts";

const EXTENTS = { features: 2, hidden: 3, characteristics: 2, diagnoses: 2 };

function some(size: number, seed: number): Float64Array {
  return Float64Array.from(someFloats([size], seed).data);
}

Deno.test("DenseLayer multiplies by its matrix, and by it transposed", () => {
  const numbers = Float64Array.of(9, 1, 2, 3, 4, 5, 6, 10, 20, 9);
  const layer = new DenseLayer(numbers.subarray(1, 9), {
    inputs: 3,
    outputs: 2,
  });
  assert.deepEqual([...layer.apply(Float64Array.of(1, 0, -1))], [8, 18]);
  assert.deepEqual([...layer.transposed(Float64Array.of(1, -1))], [-3, -3, -3]);
  // ⟨W·x, y⟩ = ⟨x, Wᵀ·y⟩ where there is no bias.
  const [x, y] = [some(3, 1), some(2, 2)];
  layer.bias.fill(0);
  const apart = dot(layer.apply(x), y) - dot(x, layer.transposed(y));
  assert.ok(Math.abs(apart) < 1e-14);
});

Deno.test("DenseLayer.accumulate() adds to the numbers that it lies over", () => {
  const size = DenseLayer.size({ inputs: 2, outputs: 3 });
  const numbers = new Float64Array(size + 1);
  const slopes = new DenseLayer(numbers, { inputs: 2, outputs: 3 });
  slopes.accumulate(Float64Array.of(1, 0, -2), Float64Array.of(3, 5));
  slopes.accumulate(Float64Array.of(1, 0, 0), Float64Array.of(1, 1));
  assert.deepEqual([...numbers], [4, 6, 0, 0, -6, -10, 2, 0, -2, 0]);
});

Deno.test("headLayers() lays the layers over all numbers, one after the other", () => {
  const size = headSize(EXTENTS);
  assert.equal(size, (6 + 3) + (6 + 2) + (6 + 3) + (10 + 2));
  const numbers = Float64Array.from({ length: size }, (_, i) => i);
  const { cxHidden, cx, dxHidden, dx } = headLayers(numbers, EXTENTS);
  const all = [cxHidden, cx, dxHidden, dx]
    .flatMap(({ weights, bias }) => [...weights, ...bias]);
  assert.deepEqual(all, [...numbers]);
  cx.bias[1] = -1;
  assert.equal(numbers[16], -1);
});

Deno.test("headScores() shows the scores of characteristics to the diagnoses as they are", () => {
  const numbers = new Float64Array(headSize(EXTENTS));
  const layers = headLayers(numbers, EXTENTS);
  layers.cxHidden.weights.set([1, 0, 0, 1, -1, 0]);
  layers.cx.weights.set([1, 0, 0, 0, -2, 0]);
  layers.cx.bias.set([0, 0.5]);
  layers.dxHidden.weights.set([0, 1, 0, -1, 1, 1]);
  layers.dx.weights.set([1, 1, 1, 0, 0, 0, 0, 0, 0, 1]);
  const found = headScores(layers, Float64Array.of(2, 3));
  // The score of a characteristic is below 0, and no ReLU comes behind it.
  assert.deepEqual([...found.hidden], [2, 3, 0]);
  assert.deepEqual([...found.cx], [2, -5.5]);
  assert.deepEqual([...found.joined], [3, 0, 5, 2, -5.5]);
  assert.deepEqual([...found.dx], [8, -5.5]);
});
