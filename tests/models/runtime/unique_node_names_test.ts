import assert from "node:assert/strict";
import type { Graph } from "../../../models/onnx/graph.ts";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { openSession } from "../../../models/runtime/open_session.ts";
import { prepareModel } from "../../../models/runtime/prepare_model.ts";
import { uniqueNodeNames } from "../../../models/runtime/unique_node_names.ts";
import { modelOf } from "../../support/one_node_model.ts";
import { floats } from "../../support/tensors.ts";

/** A chain of Neg with these names. */
function chain(
  names: readonly string[],
  attributes: Readonly<Record<string, Graph>> = {},
): GraphBuilder {
  const builder = new GraphBuilder("chain");
  builder.input({ name: "x", type: "float32", dims: [2] });
  let last = "x";
  for (const name of names) {
    last = builder.op("Neg", [last], { name, attributes })[0]!;
  }
  builder.output({ name: last, type: "float32", dims: [2] });
  return builder;
}

function namesOf(graph: Graph): string[] {
  return graph.nodes.map(({ name }) => name);
}

Deno.test("uniqueNodeNames() numbers all but the first, by numbers that are free", () => {
  const names = ["a", "", "a", "a_1", "a", "", "b"];
  const unique = uniqueNodeNames(chain(names).build());
  assert.deepEqual(namesOf(unique), ["a", "", "a_2", "a_1", "a_3", "", "b"]);
});

Deno.test("uniqueNodeNames() looks at each nested graph by itself", () => {
  const inner = chain(["a", "a"]).build();
  const { nodes } = uniqueNodeNames(chain(["a"], { body: inner }).build());
  assert.equal(nodes[0]!.name, "a");
  assert.deepEqual(namesOf(nodes[0]!.attributes.body as Graph), ["a", "a_1"]);
});

Deno.test("prepareModel() makes a model load whose nodes share a name", async () => {
  const model = modelOf(chain(["twin", "twin"]));
  const { bytes } = prepareModel(model, "wasm");
  const session = await openSession(bytes, { device: "wasm" });
  const x = floats([2], [1, -2]);
  const outputs = await session.run({ x });
  assert.deepEqual(Object.values(outputs), [x]);
  await session.close();
});
