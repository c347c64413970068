import assert from "node:assert/strict";
import type { BaselineDetails } from "../../../../pipeline/stages/baselines/details.ts";
import { baselineImages } from "../../../../pipeline/stages/findings/baseline_images.ts";
import { claimOf } from "../../../support/claims.ts";
import { JUDGEMENT } from "../../../support/judgement.ts";

const BASELINES: BaselineDetails = {
  images: { listed: 566, described: 556, undescribed: [], unlisted: 0 },
  folds: [],
  learners: [{
    name: JUDGEMENT.learner.name,
    settings: JUDGEMENT.learner.settings,
    folds: [],
    orders: JUDGEMENT.orders!,
  }],
};

const LEDGER = [
  claimOf("framework/images//value", { printed: "554" }),
  claimOf("baselines/Tree/f1/mean", { printed: "0.85", computed: 0.823 }),
  claimOf("baselines/Tree/f1/std", { printed: "0.05", computed: 0.048 }),
  claimOf("baselines/Bayes/f1/mean", { printed: "0.86", computed: 0.838 }),
];

const ARTIFACT = "baselines/baselines.json";

Deno.test("baselineImages() says what comes out, how far the rest is off, and what order does", () => {
  const finding = baselineImages({
    ledger: LEDGER,
    baselines: BASELINES,
    artifact: ARTIFACT,
  });

  assert.match(finding!.statement, /features of 554 images, /);
  assert.match(finding!.statement, /566 images, of which 556 have features/);
  assert.match(
    finding!.statement,
    /1 of 3 printed numbers come out; a mean is off by 0\.027 at most\./,
  );
  assert.match(
    finding!.statement,
    /moves F1 of Nearest, of all from 0\.25 to 0\.50 over 3 random orders\.$/,
  );
  assert.equal(finding!.evidence.values["exact"], 1);
  assert.deepEqual(finding!.affects, [
    "baselines/Tree/f1_mean",
    "baselines/Tree/f1_std",
    "baselines/Bayes/f1_mean",
  ]);
});

Deno.test("baselineImages() leaves order out where none decides", () => {
  const learners = BASELINES.learners.map((learner) => ({
    ...learner,
    orders: null,
  }));
  const finding = baselineImages({
    ledger: LEDGER,
    baselines: { ...BASELINES, learners },
    artifact: ARTIFACT,
  });

  assert.match(finding!.statement, /0\.027 at most\.$/);
});

Deno.test("baselineImages() is silent without scores, or where the images are as many", () => {
  const images = { ...BASELINES.images, described: 554 };
  const others = [
    { ledger: LEDGER },
    { ledger: LEDGER, baselines: { ...BASELINES, images } },
    { ledger: LEDGER.slice(0, 1), baselines: BASELINES },
    { ledger: LEDGER.slice(1), baselines: BASELINES },
  ];
  for (const material of others) {
    assert.equal(
      baselineImages({ ...material, artifact: ARTIFACT }),
      undefined,
    );
  }
});
