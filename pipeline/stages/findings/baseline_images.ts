import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import type { BaselineDetails } from "../baselines/details.ts";
import { counted } from "../prose/counted.ts";
import { claimsOf } from "./claims_of.ts";

/** What {@link baselineImages} rests on. */
export interface BaselineMaterial {
  /** With the notebook's scores as the table `baselines`. */
  readonly ledger: readonly Claim[];
  /** Absent without the release. */
  readonly baselines?: BaselineDetails;
  /** `<node>/<file>` of {@link BaselineMaterial.baselines}. */
  readonly artifact: string;
}

/** The notebook's classifiers learnt from other images than those of the published folds. */
export function baselineImages(
  { ledger, baselines, artifact }: BaselineMaterial,
): Finding | undefined {
  const images = claimsOf(ledger, { table: "framework", row: "images" })[0];
  const scores = claimsOf(ledger, { table: "baselines" });
  if (
    baselines === undefined || images === undefined || scores.length === 0 ||
    images.printed === baselines.images.described
  ) {
    return undefined;
  }
  const exact = scores.filter(({ status }) => status === "exact").length;
  const lag = Math.max(
    ...scores.filter(({ statistic }) => statistic === "mean").map(behind),
  );
  const spread = spreadOf(baselines);
  const { listed, described } = baselines.images;
  return {
    id: "baseline-images",
    severity: "medium",
    title:
      "The notebook's classifiers learnt from other images than the published folds list",
    statement: `The notebook has features of ${
      counted(images.printed, "image")
    }, and reads folds in which each of them has some. The published folds list ${
      counted(listed, "image")
    }, of which ${described} have features by the rule that fits the authors' labels best, so the notebook's code fails on them as it stands. With the others left out ${exact} of ${scores.length} printed numbers come out; a mean is off by ${
      lag.toFixed(3)
    } at most.${
      spread === undefined
        ? ""
        : ` The order of the images alone, which decides ties, moves F1 of ${spread.name} from ${
          spread.lowest.toFixed(2)
        } to ${spread.highest.toFixed(2)} over ${
          counted(spread.orders, "random order")
        }.`
    }`,
    evidence: {
      artifact,
      values: {
        printed_images: images.printed,
        listed_images: listed,
        images_with_features: described,
        numbers: scores.length,
        exact,
        largest_difference_of_a_mean: lag,
        ...(spread !== undefined && {
          lowest_f1_over_orders: spread.lowest,
          highest_f1_over_orders: spread.highest,
        }),
      },
    },
    affects: scores.map(({ id }) => id),
  };
}

function behind({ printed, computed }: Claim): number {
  return computed === null ? 0 : Math.abs(computed - printed);
}

/** Of the first learner whose answers hang on the order of the rows. */
function spreadOf({ learners }: BaselineDetails): {
  readonly name: string;
  readonly lowest: number;
  readonly highest: number;
  readonly orders: number;
} | undefined {
  const learner = learners.find(({ orders }) => orders?.of === "rows");
  const f1 = learner?.orders?.means.f1;
  if (learner === undefined || f1 === undefined) return undefined;
  return {
    name: learner.name,
    lowest: Math.min(...f1),
    highest: Math.max(...f1),
    orders: f1.length,
  };
}
