import { quoted } from "../quoted.ts";
import { refusal } from "./refusal.ts";
import type { Gradients } from "./rule.ts";
import { RuleContext, type RuleContextParts } from "./rule_context.ts";
import { RULES } from "./rules.ts";

/**
 * The gradients of a node's inputs, by the rule of its operator. Those that are not
 * needed are left out.
 *
 * @throws {TypeError} If there is no rule, or it does not cover this use.
 */
export function applyRule(parts: RuleContextParts): Gradients {
  const { node, gradients, needs, info } = parts;
  if (gradients.every((gradient) => gradient === undefined)) return [];
  const entry = node.domain === "" ? RULES.get(node.op) : undefined;
  if (entry === undefined) {
    throw refusal(
      node,
      "there is no rule for this operator: choose a tensor after it, or replace it by operators that have one",
    );
  }
  const involved = [
    ...node.inputs.filter((_, index) => needs[index]),
    ...node.outputs.filter((_, index) => gradients[index] !== undefined),
  ];
  for (const name of involved) {
    const type = info(name)?.type;
    if (type !== undefined && type !== "float32") {
      throw refusal(
        node,
        `the tensor ${
          quoted(name)
        } is ${type} and gradients are computed in float32: convert the model to float32`,
      );
    }
  }
  const later = gradients.findIndex((gradient, index) =>
    index > 0 && gradient !== undefined
  );
  if (later > 0 && !entry.severalOutputs) {
    throw refusal(
      node,
      `its output ${later} ("${
        node.outputs[later]
      }") is used, and only the first has a gradient: choose a tensor after those that read it`,
    );
  }
  const results = entry.rule(new RuleContext(parts));
  return results.map((result, index) => needs[index] ? result : undefined);
}
