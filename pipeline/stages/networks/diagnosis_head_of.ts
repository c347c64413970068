import type { Model } from "../../../models/onnx/graph.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import { classNames } from "./class_names.ts";
import type { DiagnosisHead } from "./diagnosis_head.ts";

/** What {@link diagnosisHeadOf} compares. */
export interface DiagnosisHeadOptions {
  /** What messages call the network; its files are named after it. */
  readonly id: string;
  /** The diagnoses that the study takes the scores for, in their order. */
  readonly expected: readonly string[];
  /** What the network says of them, if anything. */
  readonly said: DiagnosisHead | undefined;
  /** The output that is explained, which is another one. */
  readonly explained: string;
}

/**
 * Settles which output of a network has the scores of diagnoses, where a study wants
 * them beside others that are explained.
 *
 * @throws {TypeError} If nothing says which, or it has not one float32 score a class.
 * @throws {RangeError} If there is no such output, it is the one that is explained, or
 * its scores are not those of the study's diagnoses in their order.
 */
export function diagnosisHeadOf(
  { graph: { outputs } }: Model,
  { id, expected, said, explained }: DiagnosisHeadOptions,
): DiagnosisHead {
  const others = outputs.map(({ name }) => name)
    .filter((name) => name !== explained);
  const instead = `name as "diagnoses" in "${id}.onnx.json" one of ${
    others.map(quoted).join(", ")
  } as "output", and the "labels" of its scores`;
  if (said === undefined) {
    throw new TypeError(
      `Nothing says which output of "${id}" has the scores of diagnoses: ${instead}`,
    );
  }
  const { output } = said;
  const info = outputs.find(({ name }) => name === output);
  if (info === undefined || output === explained) {
    throw new RangeError(
      `The diagnoses of "${id}" are to be its output ${quoted(output)}, which ${
        info === undefined ? "it does not have" : "is the one that is explained"
      }: ${instead}`,
    );
  }
  const [, count, ...more] = info.dims ?? [];
  if (
    info.type !== "float32" || typeof count !== "number" || more.length > 0
  ) {
    throw new TypeError(
      `The output ${
        quoted(output)
      } of "${id}" has not one float32 score a diagnosis, N×K: ${instead}`,
    );
  }
  const labels = classNames(count, {
    id,
    expected,
    said: said.labels,
    field: "diagnoses.labels",
  });
  return { output, labels };
}
