import { Random } from "../../../data/sample/random.ts";
import {
  type HeadExtents,
  headLayers,
  headSize,
} from "../../../models/fitting/head_layers.ts";

/**
 * Where the fit of heads starts: weights and biases that are uniform within ± 1 / √n
 * for a layer of n inputs, as torch's `Linear` starts.
 */
export function startParameters(
  extents: HeadExtents,
  seed: number,
): Float64Array {
  const random = new Random(`${seed}/heads`);
  const parameters = new Float64Array(headSize(extents));
  const { cxHidden, cx, dxHidden, dx } = headLayers(parameters, extents);
  for (const layer of [cxHidden, cx, dxHidden, dx]) {
    const most = 1 / Math.sqrt(layer.inputs);
    for (const numbers of [layer.weights, layer.bias]) {
      for (let i = 0; i < numbers.length; i++) {
        numbers[i] = random.between(-most, most);
      }
    }
  }
  return parameters;
}
