import type { Finding } from "../../../data/ledger/finding.ts";
import type { TableCell } from "../../../data/ledger/table.ts";
import { counted } from "../prose/counted.ts";
import { listed } from "../prose/listed.ts";
import type { Material } from "./material.ts";
import { networkClaims } from "./network_claims.ts";

/** A term belongs to the second round almost alone, so that rounds disagree by the list. */
export function secondRoundTerm(material: Material): Finding | undefined {
  const { release = [], artifacts } = material;
  const second = roundOf(release, "second_round");
  const terms = roundOf(release, "first_round").selecting.flatMap(
    ({ statistic: term, value: first }) => {
      const again = second.selecting.find(({ statistic }) => statistic === term)
        ?.value ?? 0;
      return again > first ? [{ term, first, second: again }] : [];
    },
  );
  if (terms.length === 0) return undefined;
  const { evaluations } = roundOf(release, "first_round");
  return {
    id: "second-round-term",
    severity: "low",
    title: "A characteristic is selected almost only in the second round",
    statement: `The second round is ${
      counted(second.evaluations, "evaluation")
    } and the first ${evaluations}, and yet ${
      listed(terms.map(({ term, first, second }) =>
        `${term} is selected ${
          counted(second, "time")
        } there and ${first} in the first`
      ))
    }. How raters agree with themselves on it says what they could select rather than what they saw, and labels by the first round hardly have it.`,
    evidence: {
      artifact: artifacts.release,
      values: Object.fromEntries([
        ["first_round: evaluations", evaluations],
        ["second_round: evaluations", second.evaluations],
        ...terms.flatMap(({ term, first, second }) => [
          [`first_round: ${term}`, first],
          [`second_round: ${term}`, second],
        ]),
      ]),
    },
    affects: networkClaims(material, ["identification_f1"]),
  };
}

function roundOf(release: readonly TableCell[], round: string): {
  readonly evaluations: number;
  readonly selecting: readonly TableCell[];
} {
  const own = release.filter(({ row }) => row === round);
  return {
    evaluations:
      own.find(({ column, statistic }) =>
        column === "evaluations" && statistic === "all"
      )?.value ?? 0,
    selecting: own.filter(({ column }) => column === "evaluations_selecting"),
  };
}
