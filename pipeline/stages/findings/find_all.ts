import type { Finding } from "../../../data/ledger/finding.ts";
import { FINDING_IDS, type FindingId } from "../findings.ts";
import { accuracyImages } from "./accuracy_images.ts";
import { additionalTerms } from "./additional_terms.ts";
import { baselineImages } from "./baseline_images.ts";
import { classOrder } from "./class_order.ts";
import { discardedMasks } from "./discarded_masks.ts";
import { discardedMasksEffect } from "./discarded_masks_effect.ts";
import { discardedWithoutOption } from "./discarded_without_option.ts";
import { evaluationSets } from "./evaluation_sets.ts";
import { f1Advantage } from "./f1_advantage.ts";
import { foldImages } from "./fold_images.ts";
import { labelRule } from "./label_rule.ts";
import type { FindingRule, Material } from "./material.ts";
import { networkClassOrder } from "./network_class_order.ts";
import { otherFolds } from "./other_folds.ts";
import { otherPhotographs } from "./other_photographs.ts";
import { pairwiseF1 } from "./pairwise_f1.ts";
import { raterConsistency } from "./rater_consistency.ts";
import { raterDiagnosisF1 } from "./rater_diagnosis_f1.ts";
import { raterMeasures } from "./rater_measures.ts";
import { secondRoundTerm } from "./second_round_term.ts";
import { selectionInLocalisation } from "./selection_in_localisation.ts";
import { severalDiagnoses } from "./several_diagnoses.ts";
import { stdConventions } from "./std_conventions.ts";
import { table5RowNames } from "./table5_row_names.ts";

/** Every rule, by the id of what it finds. */
const RULES: Readonly<Record<FindingId, FindingRule>> = {
  "other-photographs": otherPhotographs,
  "class-order": classOrder,
  "network-class-order": networkClassOrder,
  "table5-row-names": table5RowNames,
  "evaluation-sets": evaluationSets,
  "several-diagnoses": severalDiagnoses,
  "discarded-without-option": discardedWithoutOption,
  "std-conventions": stdConventions,
  "selection-in-localisation": selectionInLocalisation,
  "discarded-masks": discardedMasks,
  "discarded-masks-effect": discardedMasksEffect,
  "accuracy-images": accuracyImages,
  "f1-advantage": f1Advantage,
  "pairwise-f1-range": pairwiseF1,
  "other-folds": otherFolds,
  "fold-images": foldImages,
  "baseline-images": (material) =>
    baselineImages({ ...material, artifact: material.artifacts.baselines }),
  "label-rule": labelRule,
  "rater-consistency": raterConsistency,
  "rater-diagnosis-f1": raterDiagnosisF1,
  "rater-measures": raterMeasures,
  "second-round-term": secondRoundTerm,
  "additional-terms": additionalTerms,
};

/**
 * The findings that the study asks for and the material bears out, in the order of
 * {@link FINDING_IDS}.
 *
 * @throws {RangeError} If a finding affects no claim, or one that the ledger
 * does not have.
 */
export function findAll(material: Material): Finding[] {
  const known = new Set(material.ledger.map(({ id }) => id));
  const asked = FINDING_IDS.filter((id) => material.findings.includes(id));
  return asked.flatMap((rule) => {
    const finding = RULES[rule](material);
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
