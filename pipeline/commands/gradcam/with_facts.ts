import type { Model } from "../../../models/onnx/graph.ts";
import type { Preparation } from "./preparation.ts";

/** A model whose metadata say how its input is made and what its classes are called. */
export function withFacts(
  model: Model,
  { preparation, labels }: {
    readonly preparation: Preparation | null;
    readonly labels: readonly string[] | undefined;
  },
): Model {
  const facts: [string, string][] = [];
  if (preparation !== null) {
    facts.push(
      ["input.preprocess", preparation.preprocess],
      ["input.resize", preparation.resize],
      ["input.size", preparation.size.join("x")],
    );
  }
  if (labels !== undefined) {
    facts.push(["output.labels", JSON.stringify(labels)]);
  }
  return { ...model, metadata: new Map([...model.metadata, ...facts]) };
}
