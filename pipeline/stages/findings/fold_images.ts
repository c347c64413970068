import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { networkClaims } from "./network_claims.ts";

/** The published folds hold other images than the paper counts. */
export function foldImages(material: Material): Finding | undefined {
  const { ledger, release, artifacts } = material;
  const claim = claimsOf(ledger, { table: "framework", row: "images" })[0];
  const count = (column: string): number | undefined =>
    release?.find((cell) => cell.row === "folds" && cell.column === column)
      ?.value;
  const images = count("images");
  const folds = count("folds");
  if (
    claim === undefined || images === undefined || folds === undefined ||
    images === claim.printed
  ) return undefined;
  const testedOnce = count("images_tested_once") ?? 0;
  const undescribed = count("images_without_metadata") ?? 0;
  return {
    id: "fold-images",
    severity: "medium",
    title: "The published folds are not of the images that the paper counts",
    statement: `The abstract counts ${
      counted(claim.printed, "image")
    }. The ${folds} folds published with the release list ${images}, of which ${testedOnce} are in the test list of exactly one fold and ${undescribed} lack metadata. No list of the paper's images is part of either release, so scores by these folds rest on other images than the printed ones.`,
    evidence: {
      artifact: artifacts.release,
      values: {
        printed_images: claim.printed,
        folds,
        images,
        images_tested_once: testedOnce,
        images_without_metadata: undescribed,
      },
    },
    affects: [claim.id, ...networkClaims(material)],
  };
}
