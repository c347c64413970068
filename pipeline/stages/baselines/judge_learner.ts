import { crossValidate, type FoldOutcome } from "./cross_validate.ts";
import type { FoldExamples } from "./example.ts";
import { decidingOrder } from "./learner_settings.ts";
import {
  type Measure,
  MEASURES,
  type OverFolds,
  overFolds,
} from "./measures.ts";
import type { BaselinesParams, Learner } from "./params.ts";
import { shuffleFolds } from "./shuffle_folds.ts";

/** The means over folds of a learner in random orders. */
export interface Orders {
  /** What was put in order. */
  readonly of: "rows" | "columns";
  /** One number an order. */
  readonly means: Readonly<Record<Measure, readonly number[]>>;
}

/** How a learner did. */
export interface Judgement {
  /** Who. */
  readonly learner: Learner;
  /** By fold. */
  readonly folds: readonly FoldOutcome[];
  /** Over folds. */
  readonly summary: Readonly<Record<Measure, OverFolds>>;
  /** Absent if no order decides its answers, or none was drawn. */
  readonly orders?: Orders;
}

/**
 * Puts a learner to the test, in the order of the folds and in random ones.
 *
 * @throws {RangeError} If a fold has nothing to test, or the learner cannot learn
 * from it.
 */
export function judgeLearner(
  learner: Learner,
  { folds, params }: {
    readonly folds: readonly FoldExamples[];
    readonly params: Pick<BaselinesParams, "diagnoses" | "orders" | "std">;
  },
): Judgement {
  const { settings } = learner;
  const { diagnoses, orders, std } = params;
  const options = { settings, classes: diagnoses.length };
  const outcomes = crossValidate(folds, options);
  const judgement = {
    learner,
    folds: outcomes,
    summary: overFolds(outcomes, { std }),
  };
  const of = decidingOrder(settings);
  if (of === undefined || orders[of] === 0) return judgement;
  const drawn = Array.from({ length: orders[of] }, (_, i) => {
    const key = `${orders.seed}/${of}/${i}`;
    const shuffled = shuffleFolds(folds, { order: of, key });
    return overFolds(crossValidate(shuffled, options), { std });
  });
  const means = Object.fromEntries(
    MEASURES.map((measure) => [measure, drawn.map((one) => one[measure].mean)]),
  ) as Record<Measure, number[]>;
  return { ...judgement, orders: { of, means } };
}
