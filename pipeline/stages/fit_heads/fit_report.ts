import { argmax } from "../../../models/fitting/argmax.ts";
import { isPresent } from "../../../models/maps/is_present.ts";
import type { FitHeadsParams } from "../fit_heads.ts";
import type { FittedHeads } from "./fit_dermx_heads.ts";
import type { HeadsReport } from "./heads_report.ts";
import type { KnownImage } from "./known_images.ts";

/**
 * Says how a fit went, and how well heads do on the very images that they are fitted to.
 *
 * @param images In the order of the fit.
 */
export function fitReport(
  images: readonly KnownImage[],
  { fitted: { fit, scores }, classes, characteristics }:
    & { readonly fitted: FittedHeads }
    & Pick<FitHeadsParams, "classes" | "characteristics">,
): Omit<HeadsReport, "fold" | "held_out_images"> {
  const right = images.filter(({ diagnosis }, i) =>
    argmax(scores[i]!.dx) === diagnosis
  );
  const labels = images.flatMap(({ characteristics }, i) =>
    (characteristics ?? []).map((present, k) => ({
      k,
      present,
      found: isPresent(scores[i]!.cx[k]!),
    }))
  );
  return {
    objective: fit.value,
    gradient: fit.gradient,
    iterations: fit.iterations,
    stopped: fit.stopped,
    training_images: images.length,
    labelled_images: labels.length / characteristics.length,
    training_counts: {
      diagnoses: counted(classes, images.map(({ diagnosis }) => diagnosis)),
      characteristics: counted(
        characteristics,
        labels.flatMap(({ k, present }) => present ? [k] : []),
      ),
    },
    diagnosis_accuracy: right.length / images.length,
    characteristics_accuracy:
      labels.filter(({ present, found }) => present === found).length /
      labels.length,
  };
}

/** How often each of some names occurs. */
function counted(
  names: readonly string[],
  found: readonly number[],
): Record<string, number> {
  const counts = names.map((name, k): [string, number] => [
    name,
    found.filter((other) => other === k).length,
  ]);
  return Object.fromEntries(counts);
}
