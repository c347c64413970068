import assert from "node:assert/strict";
import { evaluationsInScope } from "../../../../pipeline/stages/evaluations/evaluation_scope.ts";
import { evaluationOf } from "../../../support/evaluations.ts";

const evaluations = ["derm1 a", "derm1 b", "derm2 a", "derm12 a"]
  .map((name) => evaluationOf(name, []));
const described = new Map([["a", {}]]);

Deno.test("evaluationsInScope() keeps every evaluation of an open scope", () => {
  const scope = { raters: "all", images: "all" } as const;

  assert.deepEqual(
    evaluationsInScope(evaluations, { scope, described }),
    evaluations,
  );
});

Deno.test("evaluationsInScope() keeps the named raters and the described images", () => {
  const scope = {
    raters: ["derm1", "derm2"],
    images: "with-metadata",
  } as const;

  const names = evaluationsInScope(evaluations, { scope, described })
    .map(({ rater, image }) => `${rater} ${image}`);
  assert.deepEqual(names, ["derm1 a", "derm2 a"]);
});
