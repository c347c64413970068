import type { Finding } from "../../../data/ledger/finding.ts";
import { accuracyImages } from "./accuracy_images.ts";
import { additionalTerms } from "./additional_terms.ts";
import { classOrder } from "./class_order.ts";
import { discardedMasks } from "./discarded_masks.ts";
import { discardedMasksEffect } from "./discarded_masks_effect.ts";
import { discardedWithoutOption } from "./discarded_without_option.ts";
import { evaluationSets } from "./evaluation_sets.ts";
import { f1Advantage } from "./f1_advantage.ts";
import type { FindingRule, Material } from "./material.ts";
import { networkClassOrder } from "./network_class_order.ts";
import { otherPhotographs } from "./other_photographs.ts";
import { pairwiseF1 } from "./pairwise_f1.ts";
import { selectionInLocalisation } from "./selection_in_localisation.ts";
import { severalDiagnoses } from "./several_diagnoses.ts";
import { stdConventions } from "./std_conventions.ts";
import { table5RowNames } from "./table5_row_names.ts";

/** Every rule, the gravest first. */
const RULES: readonly FindingRule[] = [
  otherPhotographs,
  classOrder,
  networkClassOrder,
  table5RowNames,
  evaluationSets,
  severalDiagnoses,
  discardedWithoutOption,
  stdConventions,
  selectionInLocalisation,
  discardedMasks,
  discardedMasksEffect,
  accuracyImages,
  f1Advantage,
  pairwiseF1,
  additionalTerms,
];

/**
 * The findings that the material bears out, in the order of the rules.
 *
 * @throws {RangeError} If a finding affects no claim, or one that the ledger
 * does not have.
 */
export function findAll(material: Material): Finding[] {
  const known = new Set(material.ledger.map(({ id }) => id));
  return RULES.flatMap((rule) => {
    const finding = rule(material);
    if (finding === undefined) return [];
    const { id, affects } = finding;
    const unknown = affects.find((claim) => !known.has(claim));
    if (affects.length === 0 || unknown !== undefined) {
      throw new RangeError(
        `Cannot report finding "${id}": ${
          unknown === undefined
            ? "it affects no claim"
            : `the ledger has no claim "${unknown}" that it affects`
        }: correct the rule`,
      );
    }
    return [finding];
  });
}
