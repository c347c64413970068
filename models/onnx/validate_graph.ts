import type { Model } from "./graph.ts";
import { checkGraph } from "./validation/graph_check.ts";

/** Versions of ONNX's operator set that are supported: runtimes begin with the 7th too. */
export const SUPPORTED_OPSETS = { first: 7, last: 22 } as const;

/**
 * Checks that a model follows the rules that everything here relies on: every tensor
 * is made once and before it is read, names are not empty or used twice, outputs
 * exist, and each domain has a supported version. Nested graphs are checked too.
 *
 * Operators of other domains than ONNX's own are let pass: a runtime may know them.
 *
 * @param options `name` is what errors call the file.
 * @throws {SyntaxError} Upon the first breach; the message names the place.
 * @throws {RangeError} If the version of ONNX's operator set is not supported.
 */
export function validateGraph(
  { graph, opsets }: Model,
  options: { readonly name?: string } = {},
): void {
  const file = options.name ?? "model.onnx";
  const { first, last } = SUPPORTED_OPSETS;
  const opset = opsets.get("");
  if (opset !== undefined && (opset < first || opset > last)) {
    throw new RangeError(
      `Cannot use "${file}": its version ${opset} of ONNX's operator set is not supported: convert it to one from ${first} to ${last} with "onnx.version_converter"`,
    );
  }
  checkGraph(graph, {
    place: `Cannot use "${file}":`,
    domains: new Set(opsets.keys()),
    sees: () => false,
  });
}
