import type { Finding } from "../../../data/ledger/finding.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { listed } from "../prose/listed.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { prints } from "./prints.ts";

/** No reading of "pair-wise F1" gives the printed range. */
export function pairwiseF1(material: Material): Finding | undefined {
  const { ledger, agreement, artifacts } = material;
  const claims = claimsOf(ledger, { table: "text", row: "pairwise_f1_range" });
  const [least] = claimsOf(claims, { statistic: "min" });
  const [most] = claimsOf(claims, { statistic: "max" });
  if (agreement === undefined || agreement.pairs.length === 0) return undefined;
  if (least === undefined || most === undefined) return undefined;
  const readings = [
    {
      name: "macro F1",
      values: agreement.pairs.map(({ macro_f1 }) => macro_f1),
    },
    {
      name: "the share of equal diagnoses",
      values: agreement.pairs.map(({ accuracy }) => accuracy),
    },
  ].map(({ name, values }) => ({
    name,
    min: Math.min(...values),
    max: Math.max(...values),
  }));
  if (
    readings.some(({ min, max }) => prints(min, least) && prints(max, most))
  ) return undefined;
  const ranges = readings.map(({ name, min, max }) =>
    `${name} lies between ${min.toFixed(3)} and ${max.toFixed(3)}`
  );
  return {
    id: "pairwise-f1-range",
    severity: "medium",
    title: "No reading of the pair-wise F1 gives the printed range",
    statement: `The text lets the pair-wise F1 of raters lie between ${
      printedText(least)
    } and ${
      printedText(most)
    } without defining it. Over ${agreement.pairs.length} pairs of raters, ${
      listed(ranges)
    }.`,
    evidence: {
      artifact: artifacts.agreement_details,
      values: Object.fromEntries([
        ["printed_min", least.printed],
        ["printed_max", most.printed],
        ...readings.flatMap((
          { name, min, max },
        ) => [[`${name}: min`, min], [`${name}: max`, max]]),
      ]),
    },
    affects: claims.map(({ id }) => id),
  };
}
