import type { Graph, Model } from "../../models/onnx/graph.ts";
import type { Tensor } from "../../models/onnx/tensor.ts";

/** A model around a graph. */
export function modelOf(
  graph: Graph,
  { opset = 13, irVersion = 8 }: {
    readonly opset?: number;
    readonly irVersion?: number;
  } = {},
): Model {
  return {
    graph,
    irVersion,
    opsets: new Map([["", opset]]),
    producer: "test",
    metadata: new Map(),
  };
}

/** A constant of whole numbers, a list of them if no shape is given. */
export function int64(
  values: readonly (bigint | number)[],
  dims: readonly number[] = [values.length],
): Tensor {
  return { type: "int64", dims, data: BigInt64Array.from(values, BigInt) };
}
