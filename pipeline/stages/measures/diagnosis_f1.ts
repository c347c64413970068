import { accuracy } from "../../metrics/accuracy.ts";
import { averageF1 } from "../../metrics/average_f1.ts";
import { oneVsRest } from "../../metrics/one_vs_rest.ts";
import type { DiagnosisChoice } from "./params.ts";
import type { DiagnosisSample } from "./samples.ts";

/**
 * How well images were diagnosed, in [0, 1]; `undefined` without images. F1 is averaged
 * over the diagnoses that occur among answers or images, as scikit-learn does.
 */
export function diagnosisF1(
  samples: readonly DiagnosisSample[],
  { average }: Pick<DiagnosisChoice, "average">,
): number | undefined {
  const answers = samples.map(({ answer }) => answer);
  const reference = samples.map(({ gold }) => gold);
  if (average === "accuracy") return accuracy(answers, reference);
  const classes = [...new Set([...answers, ...reference])].map((positive) =>
    oneVsRest(answers, { reference, positive })
  );
  return averageF1(classes, { average, undefinedRates: "zero" });
}
