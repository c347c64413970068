import assert from "node:assert/strict";
import * as ort from "onnxruntime-web";
import { differentiate } from "../../../../models/onnx/gradient/differentiate.ts";
import type { Attribute, Dim, Model } from "../../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../../models/onnx/model_builder.ts";
import { sizeOf, type Tensor } from "../../../../models/onnx/tensor.ts";
import { writeModel } from "../../../../models/onnx/write_model.ts";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

/** Floats of a shape, as sessions take and give them. */
export interface Floats {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** A graph to differentiate. */
export interface GradientCase {
  /** The floats that vary, by name. */
  readonly inputs: Readonly<Record<string, Floats>>;
  /** Shapes to declare instead of those of the floats, to leave sizes open. */
  readonly declared?: Readonly<Record<string, readonly Dim[]>>;
  /** Appends the nodes, and names the tensor to differentiate. */
  readonly build: (graph: GraphBuilder) => string;
  /** Inputs that do not vary. */
  readonly fixed?: readonly string[];
  /** The version of the operators; 17 if left out. */
  readonly opset?: number;
}

/** A node with one output and the initializers that it reads. */
export function node(
  graph: GraphBuilder,
  op: string,
  options: {
    readonly inputs: readonly (string | Tensor)[];
    readonly attributes?: Readonly<Record<string, Attribute>>;
  },
): string {
  const inputs = options.inputs.map((input) =>
    typeof input === "string" ? input : graph.constant(input)
  );
  const { attributes = {} } = options;
  const [output = ""] = graph.op(op, inputs, { attributes });
  return output;
}

/** A list of whole numbers as operators take it. */
export function integers(...values: readonly number[]): Tensor {
  return {
    type: "int64",
    dims: [values.length],
    data: BigInt64Array.from(values, BigInt),
  };
}

/** A generator of numbers from 0 to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Numbers from `low` to `high`. */
export function uniform(
  dims: readonly number[],
  options: { readonly seed: number; readonly low?: number; high?: number },
): Floats {
  const { seed, low = -1, high = 1 } = options;
  const next = randomNumbers(seed);
  const data = Float32Array.from(
    { length: sizeOf(dims) },
    () => low + next() * (high - low),
  );
  return { dims, data };
}

/** Numbers of which no two are closer than 0.1, nor any to 0, in random order. */
export function spaced(
  dims: readonly number[],
  options: { readonly seed: number },
): Floats {
  const next = randomNumbers(options.seed);
  const size = sizeOf(dims);
  const data = Float32Array.from(
    { length: size },
    (_, index) => (index - Math.floor(size / 2) + 0.5) * 0.1,
  );
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1));
    const kept = data[last] ?? 0;
    data[last] = data[other] ?? 0;
    data[other] = kept;
  }
  return { dims, data };
}

/** The model of a case, with `of`, and the gradients of its sum weighted by `seed`. */
export function gradientModel(
  { inputs, declared = {}, build, fixed = [], opset = 17 }: GradientCase,
): { model: Model; of: string; gradients: ReadonlyMap<string, string> } {
  const graph = new GraphBuilder();
  for (const [name, { dims }] of Object.entries(inputs)) {
    graph.input({ name, type: "float32", dims: declared[name] ?? dims });
  }
  const of = build(graph);
  graph.input({ name: "seed", type: "float32", dims: undefined });
  graph.output({ name: of, type: "float32", dims: undefined });
  const plain: Model = {
    graph: graph.build(),
    irVersion: 8,
    opsets: new Map([["", opset]]),
    producer: "test",
    metadata: new Map(),
  };
  const wrt = Object.keys(inputs).filter((name) => !fixed.includes(name));
  const { model, gradients } = differentiate(plain, { of, seed: "seed", wrt });
  const outputs = [...model.graph.outputs];
  for (const name of new Set(gradients.values())) {
    outputs.push({ name, type: "float32", dims: undefined });
  }
  return {
    model: { ...model, graph: { ...model.graph, outputs } },
    of,
    gradients,
  };
}

/** What a case computes. */
export interface GradientRun {
  readonly output: Floats;
  /** By input. */
  readonly gradients: ReadonlyMap<string, Floats>;
}

/** Computes a case's output and its gradients, weighted by `seed` or by ones. */
export async function runGradient(
  given: GradientCase,
  options: { readonly seed?: Floats } = {},
): Promise<GradientRun> {
  const { model, of, gradients } = gradientModel(given);
  const session = await ort.InferenceSession.create(writeModel(model), {
    executionProviders: ["wasm"],
  });
  try {
    const { seed = ONE } = options;
    const feeds = new Map([...Object.entries(given.inputs), ["seed", seed]]);
    const result = await run(session, feeds);
    return {
      output: result(of),
      gradients: new Map(
        [...gradients].map(([name, gradient]) => [name, result(gradient)]),
      ),
    };
  } finally {
    await session.release();
  }
}

const ONE: Floats = { dims: [], data: Float32Array.of(1) };

/** Far below the distance of {@link spaced} numbers, far above float32's grain. */
const STEP = 0.02;

/** Relative to the gradient's norm: one wrong element of a million would pass, of a thousand not. */
const TOLERANCE = 1e-3;

/**
 * Compares gradients with central differences of fourth order, along random
 * directions in each input by itself, computed by WebAssembly.
 */
export async function checkGradient(
  given: GradientCase,
  options: { readonly seed: number },
): Promise<void> {
  const { model, of, gradients } = gradientModel(given);
  const session = await ort.InferenceSession.create(writeModel(model), {
    executionProviders: ["wasm"],
  });
  try {
    const values = new Map(Object.entries(given.inputs));
    const first = await run(session, new Map([...values, ["seed", ONE]]));
    const seed = uniform(first(of).dims, options);
    const outputs = await run(session, new Map([...values, ["seed", seed]]));
    const loss = async (name: string, change: Float64Array, step: number) => {
      const value = values.get(name) ?? ONE;
      const data = value.data.map((x, at) => x + step * (change[at] ?? 0));
      // What float32 made of the step, not what was meant.
      const moved = { dims: value.dims, data };
      const result = await run(
        session,
        new Map([...values, ["seed", seed], [name, moved]]),
      );
      return dot(result(of).data, seed.data);
    };
    const next = randomNumbers(options.seed + 1);
    for (const [name, gradient] of gradients) {
      const expected = values.get(name)?.dims;
      const { dims, data } = outputs(gradient);
      assert.deepEqual(dims, expected, `shape of the gradient of ${name}`);
      for (let trial = 0; trial < 2; trial++) {
        const direction = Float64Array.from(data, () => 2 * next() - 1);
        const difference = (await loss(name, direction, STEP)) -
          (await loss(name, direction, -STEP));
        const wide = (await loss(name, direction, 2 * STEP)) -
          (await loss(name, direction, -2 * STEP));
        const measured = (8 * difference - wide) / (12 * STEP);
        const computed = dot(data, direction);
        const scale = Math.sqrt(dot(data, data)) +
          0.01 * Math.sqrt(dot(seed.data, seed.data));
        assert.ok(
          Math.abs(measured - computed) <= TOLERANCE * scale,
          `${name}: computed ${computed}, measured ${measured}, scale ${scale}`,
        );
      }
    }
  } finally {
    await session.release();
  }
}

async function run(
  session: ort.InferenceSession,
  feeds: ReadonlyMap<string, Floats>,
): Promise<(name: string) => Floats> {
  const tensors = [...feeds].map(([name, { dims, data }]) =>
    [name, new ort.Tensor("float32", data, dims)] as const
  ).filter(([name]) => session.inputNames.includes(name));
  const results = await session.run(Object.fromEntries(tensors));
  return (name) => {
    const tensor = results[name];
    assert.ok(tensor?.data instanceof Float32Array, `output ${name}`);
    return { dims: tensor.dims, data: tensor.data };
  };
}

function dot(
  a: Float32Array | Float64Array,
  b: Float32Array | Float64Array,
): number {
  let sum = 0;
  for (const [index, value] of a.entries()) sum += value * (b[index] ?? 0);
  return sum;
}
