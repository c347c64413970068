import fc from "fast-check";
import assert from "node:assert/strict";
import { answers } from "../../../../pipeline/stages/baselines/answers.ts";
import {
  decidingOrder,
  type LearnerSettings,
} from "../../../../pipeline/stages/baselines/learner_settings.ts";
import { shuffleFolds } from "../../../../pipeline/stages/baselines/shuffle_folds.ts";
import { FOLDS } from "../../../support/baseline_examples.ts";
import { SEED } from "../../../support/graphs.ts";

const LEARNERS: readonly LearnerSettings[] = [
  { kind: "logistic-regression", c: 0.7 },
  { kind: "decision-tree", target: "one-hot" },
  { kind: "decision-tree", target: "class" },
  { kind: "nearest-neighbours", k: 3, ties: "earlier", target: "one-hot" },
  { kind: "nearest-neighbours", k: 3, ties: "all", target: "class" },
  { kind: "categorical-naive-bayes", alpha: 1, minCategories: 2 },
];

for (const settings of LEARNERS) {
  const { kind, ...rest } = settings;
  const name = `${kind} ${JSON.stringify(rest)}`;
  for (const order of ["rows", "columns"] as const) {
    const decides = decidingOrder(settings) === order;
    Deno.test(`decidingOrder() knows that the order of ${order} ${decides ? "can decide" : "never decides"} for ${name}`, () => {
      let changed = 0;
      fc.assert(
        fc.property(FOLDS, ([fold]) => {
          const [shuffled] = shuffleFolds([fold!], { order, key: "any" });
          const options = { settings, classes: 3 };
          const same = JSON.stringify(answers(fold!, options)) ===
            JSON.stringify(answers(shuffled!, options));
          if (!same) changed++;
          assert.ok(same || decides);
        }),
        { seed: SEED, numRuns: 40 },
      );
      assert.equal(changed > 0, decides);
    });
  }
}
