import type { Finding } from "../../../data/ledger/finding.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/**
 * Outlines of discarded evaluations entered Table 6.
 *
 * The authors' notebooks print how many comparisons of an attention map with an
 * outline they made, one for each class. That number tells which outlines they
 * took.
 */
export function discardedMasks(material: Material): Finding | undefined {
  const { ledger, census, evidence, notebookCounts, artifacts } = material;
  const comparisons = notebookCounts.get("mask_comparisons");
  if (
    census === undefined || evidence === undefined || comparisons === undefined
  ) {
    return undefined;
  }
  const { total, on_kept_images, valid } = census.masks;
  const classes = evidence.classes.length;
  if (comparisons !== total * classes || on_kept_images <= valid) {
    return undefined;
  }
  return {
    id: "discarded-masks",
    severity: "medium",
    title: "Outlines of discarded evaluations entered Table 6",
    statement:
      `The authors' notebooks print ${comparisons} comparisons, which is ${classes} classes times the ${total} outlines of all evaluations, discarded or not. On the ${
        census.images["one-diagnosis"]
      } images that were kept lie ${on_kept_images} outlines, of which ${valid} belong to kept evaluations: ${
        on_kept_images - valid
      } come from evaluations that the text says were removed.`,
    evidence: {
      artifact: artifacts.census,
      values: {
        comparisons,
        classes,
        outlines: total,
        on_kept_images,
        of_kept_evaluations: valid,
      },
    },
    affects: ["table6a", "table6b"].flatMap((table) =>
      claimsOf(ledger, { table })
    )
      .map(({ id }) => id),
  };
}
