import { multiLabelF1 } from "../../metrics/multi_label_f1.ts";
import type { IdentificationChoice } from "./params.ts";
import type { IdentificationSample } from "./samples.ts";

/**
 * How well the characteristics of images were found, in [0, 1]; `undefined` if no image
 * counts, or nothing is left to average.
 *
 * @throws {RangeError} If samples differ in their number of characteristics.
 */
export function identificationF1(
  samples: readonly IdentificationSample[],
  choice: Pick<IdentificationChoice, "average" | "unlabelled" | "undefinedF1">,
): number | undefined {
  const counted = labelled(samples, choice);
  return multiLabelF1(counted.map(({ found }) => found), {
    reference: counted.map(({ present }) => present),
    average: choice.average,
    undefinedRates: choice.undefinedF1,
  });
}

/** The samples whose labels count. */
export function labelled(
  samples: readonly IdentificationSample[],
  { unlabelled }: Pick<IdentificationChoice, "unlabelled">,
): readonly IdentificationSample[] {
  return unlabelled === "absent"
    ? samples
    : samples.filter(({ kept }) => kept > 0);
}
