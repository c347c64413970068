import type { ConfusionMatrix } from "../../metrics/confusion_matrix.ts";
import type { Wiring } from "./params.ts";

/**
 * The counts of a network, with each diagnosis in the row of the output that
 * counts as right for it: what is right lies on the diagonal.
 *
 * @param counts A row for each diagnosis, a column for each output.
 * @throws {RangeError} If the wiring does not give every diagnosis an output of its own.
 */
export function wiredMatrix(
  counts: ConfusionMatrix,
  { wiring, diagnoses }: {
    readonly wiring: Wiring;
    readonly diagnoses: readonly string[];
  },
): ConfusionMatrix {
  const rowOf = new Map(
    diagnoses.map((diagnosis, row) => [wiring.classes[diagnosis], row]),
  );
  return counts.map((_, index) => {
    const row = counts[rowOf.get(index) ?? -1];
    if (row !== undefined) return row;
    throw new RangeError(
      `Cannot use wiring "${wiring.id}": no diagnosis has output ${index}: give each of the ${diagnoses.length} diagnoses an output of its own`,
    );
  });
}
