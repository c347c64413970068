import type { Finding } from "../../../data/ledger/finding.ts";
import { listed } from "../prose/listed.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/** Table 3b mixes whether raters selected a characteristic with where they drew it. */
export function selectionInLocalisation(
  material: Material,
): Finding | undefined {
  const { ledger, agreement, artifacts } = material;
  if (agreement === undefined) return undefined;
  const rises = agreement.localisation.flatMap(
    ({ characteristic, pairs, drawn_by_both }) => {
      const { dice } = drawn_by_both;
      const f1 = claimsOf(ledger, {
        table: "table3b",
        row: characteristic,
        column: "f1",
        statistic: "mean",
      })[0]?.computed;
      if (
        dice === null || f1 === null || f1 === undefined ||
        pairs === drawn_by_both.pairs
      ) return [];
      return [{
        characteristic,
        f1,
        dice,
        alone: pairs - drawn_by_both.pairs,
        pairs,
      }];
    },
  ).toSorted((a, b) => (b.dice - b.f1) - (a.dice - a.f1));
  const higher = rises.filter(({ dice, f1 }) => dice > f1);
  if (higher.length === 0) return undefined;
  const sum = (values: readonly number[]): number =>
    values.reduce((a, b) => a + b, 0);
  const alone = sum(rises.map((rise) => rise.alone));
  const pairs = sum(agreement.localisation.map((entry) => entry.pairs));
  const examples = higher.slice(0, 3).map(({ characteristic, f1, dice }) =>
    `${characteristic} ${dice.toFixed(2)} instead of ${f1.toFixed(2)}`
  );
  const rows = new Set(rises.map(({ characteristic }) => characteristic));
  return {
    id: "selection-in-localisation",
    severity: "medium",
    title:
      "Table 3b mixes whether raters drew a characteristic with where they drew it",
    statement:
      `A rater who did not draw a characteristic enters Table 3b as an empty outline: in ${alone} of ${pairs} comparisons only one of the two drew anything, and F1 is then 0. Among comparisons where both drew, mean F1 is higher for ${higher.length} of ${agreement.localisation.length} characteristics: ${
        listed(examples)
      }${
        higher.length > examples.length ? ", to name those that gain most" : ""
      }.`,
    evidence: {
      artifact: artifacts.agreement_details,
      values: Object.fromEntries([
        ["comparisons", pairs],
        ["comparisons_drawn_by_one", alone],
        ...rises.flatMap(({ characteristic, f1, dice }) => [
          [`${characteristic}: f1`, f1],
          [`${characteristic}: f1 where both drew`, dice],
        ]),
      ]),
    },
    affects: claimsOf(ledger, { table: "table3b" }).filter(({ row }) =>
      rows.has(row)
    )
      .map(({ id }) => id),
  };
}
