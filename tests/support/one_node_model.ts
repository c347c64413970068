import type {
  Attribute,
  Dim,
  Model,
  ValueInfo,
} from "../../models/onnx/graph.ts";
import { GraphBuilder } from "../../models/onnx/model_builder.ts";
import type { Tensor } from "../../models/onnx/tensor.ts";

/** What {@link oneNodeModel} puts into a model. */
export interface OneNode {
  /** Tensors that are fed, by name, in order of the operator's inputs. */
  readonly feeds: Readonly<Record<string, Tensor>>;
  /** Constants, by name, that follow the fed inputs. */
  readonly constants?: Readonly<Record<string, Tensor>>;
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** The outputs' types; one float32 unless said. */
  readonly outputs?: readonly ValueInfo["type"][];
  /** What the model says of its first output's shape. */
  readonly dims?: readonly Dim[];
  readonly opset?: number;
}

/** A model with one node: outputs are called `y0`, `y1`, … */
export function oneNodeModel(op: string, options: OneNode): Model {
  const { feeds, constants = {}, attributes = {}, opset = 18 } = options;
  const { outputs = ["float32"], dims } = options;
  const builder = new GraphBuilder(op);
  const fed = Object.entries(feeds).map(([name, { type, dims }]) =>
    builder.input({ name, type, dims })
  );
  const kept = Object.entries(constants).map(([name, tensor]) =>
    builder.constant(tensor, name)
  );
  builder.op(op, [...fed, ...kept], {
    attributes,
    name: op,
    outputs: outputs.map((_, i) => `y${i}`),
  });
  outputs.forEach((type, i) =>
    builder.output({ name: `y${i}`, type, dims: i === 0 ? dims : undefined })
  );
  return modelOf(builder, opset);
}

/** A model of a builder's graph. */
export function modelOf(builder: GraphBuilder, opset = 18): Model {
  return {
    graph: builder.build(),
    irVersion: 8,
    opsets: new Map([["", opset]]),
    producer: "test",
    metadata: new Map(),
  };
}
