import { DIAGNOSES } from "../../data/dermx/ontology.ts";
import type { EvidenceParams } from "./evidence.ts";

/**
 * The conventions of Table 5 of the dataset paper: with these every number of
 * it comes out as printed. The paper states none of them.
 */
export const PUBLISHED_EVIDENCE: EvidenceParams = {
  actual: DIAGNOSES,
  // The training folders are acne, actinic_keratosis, psoriasis_no_pustular,
  // seborrheic_dermatitis, vitiligo, wart: numbered alphabetically like the
  // test folders, but with the last two the other way round.
  predicted: [
    "Acne",
    "Actinic keratosis",
    "Psoriasis",
    "Seborrheic dermatitis",
    "Vitiligo",
    "Viral warts",
  ],
  models: {
    table5a: { id: "resnet50", name: "ResNet-50" },
    table5b: { id: "efficientnet_b4", name: "EfficientNet-B4" },
  },
  std: "sample",
  undefinedRates: "zero",
};
