import type { Verdict } from "../../../models/architectures/comparing/check_network.ts";
import type { PAPER_NETWORKS } from "../../../models/architectures/paper_networks.ts";
import type { Sidecar } from "../../stages/networks/sidecar.ts";

/** A network of the dataset paper, as the command line calls it. */
export type PaperNetwork = keyof typeof PAPER_NETWORKS;

/**
 * The diagnoses in the order of the networks' scores: that of the folders of training
 * pictures, in which vitiligo comes before warts.
 */
const LABELS = [
  "Acne",
  "Actinic keratosis",
  "Psoriasis",
  "Seborrheic dermatitis",
  "Vitiligo",
  "Viral warts",
] as const;

/** What is to be known of the paper's use of its networks, and stands in no file. */
export const PAPER_NOTES: Readonly<Record<PaperNetwork, readonly string[]>> = {
  resnet50: [
    'The weights were trained on pictures prepared as "caffe" does. The paper computed its maps on pictures that were not: "none" in the sidecar gives the published maps, and wrong scores.',
    "Scores 4 and 5 are vitiligo and viral warts, in this order. The paper compared them with labels in the other order.",
  ],
  efficientnet_b4: [
    'The weights of TensorFlow 2.3 hold deviations where the network expects variances; "keras-efficientnet-tf2.3" computes the same outside of a model.',
    "Scores 4 and 5 are vitiligo and viral warts, in this order. The paper compared them with labels in the other order.",
  ],
};

/** What to write beside a model of the paper. */
export function paperSidecar(
  network: PaperNetwork,
  { target, scaling }: Pick<Verdict, "target" | "scaling">,
): Sidecar {
  return {
    preprocess: scaling !== undefined
      ? "none"
      : network === "resnet50"
      ? "caffe"
      : "keras-efficientnet-tf2.3",
    size: [300, 400],
    resize: "bilinear",
    labels: LABELS,
    ...target.tensor !== undefined && { layer: target.tensor },
  };
}
