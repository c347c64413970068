import assert from "node:assert/strict";
import { selectionInLocalisation } from "../../../../pipeline/stages/findings/selection_in_localisation.ts";
import { claimOf } from "../../../support/claims.ts";
import { agreementOf, materialOf } from "../../../support/material.ts";

function material(
  both: { pairs: number; dice: number | null },
): ReturnType<typeof materialOf> {
  const drawn_by_both = { ...both, iou: null };
  return materialOf({
    agreement: agreementOf({
      localisation: [
        { characteristic: "Plaque", pairs: 8, drawn_by_both },
        {
          characteristic: "Cyst",
          pairs: 4,
          drawn_by_both: { pairs: 4, dice: 0.25, iou: 0.2 },
        },
      ],
    }),
    ledger: [
      claimOf("table3b/Plaque/f1/mean", { printed: "0.50", computed: 0.5 }),
      claimOf("table3b/Plaque/specificity/mean", {
        printed: "0.90",
        computed: 0.9,
      }),
      claimOf("table3b/Cyst/f1/mean", { printed: "0.25", computed: 0.25 }),
    ],
  });
}

Deno.test("selectionInLocalisation() says what outlines agree on where both drew", () => {
  const finding = selectionInLocalisation(material({ pairs: 6, dice: 0.75 }));
  assert.equal(
    finding?.statement,
    "A rater who did not draw a characteristic enters Table 3b as an empty outline: in 2 of 12 comparisons only one of the two drew anything, and F1 is then 0. Among comparisons where both drew, mean F1 is higher for 1 of 2 characteristics: Plaque 0.75 instead of 0.50.",
  );
  assert.deepEqual(finding?.evidence.values, {
    comparisons: 12,
    comparisons_drawn_by_one: 2,
    "Plaque: f1": 0.5,
    "Plaque: f1 where both drew": 0.75,
  });
  // All who were compared on cysts drew them.
  assert.deepEqual(finding?.affects, [
    "table3b/Plaque/f1_mean",
    "table3b/Plaque/specificity_mean",
  ]);
});

Deno.test("selectionInLocalisation() is silent where every compared rater drew", () => {
  const everyone = material({ pairs: 8, dice: 0.5 });
  assert.equal(selectionInLocalisation(everyone), undefined);
  const nobody = material({ pairs: 0, dice: null });
  assert.equal(selectionInLocalisation(nobody), undefined);
});
