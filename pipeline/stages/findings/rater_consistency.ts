import type { Finding } from "../../../data/ledger/finding.ts";
import { meanStd } from "../../metrics/mean_std.ts";
import type { WithinAndBetween } from "../intra_rater/within_and_between.ts";
import { counted } from "../prose/counted.ts";
import type { Material } from "./material.ts";
import { networkClaims } from "./network_claims.ts";

/** What raters are compared on, by table. */
const SUBJECTS = {
  table2b: "the diagnosis",
  appendix_table1: "the presence of a characteristic",
  table3b: "where a characteristic is",
} as const;

/** Asked again, raters agree with themselves more than with each other. */
export function raterConsistency(material: Material): Finding | undefined {
  const { intraRater, artifacts } = material;
  if (intraRater === undefined) return undefined;
  const subjects = Object.entries(SUBJECTS).flatMap(([table, name]) => {
    const summary = summarise(
      intraRater.agreement[table as keyof typeof SUBJECTS],
    );
    return summary === undefined ? [] : [{ table, name, ...summary }];
  });
  const set = intraRater.sets.find(({ set }) => set === "some-diagnosis");
  if (
    set === undefined || subjects.length === 0 ||
    subjects.some(({ within, between }) => within <= between)
  ) return undefined;
  const sentences = subjects.map(({ name, within, between, higher, rows }) =>
    `${within.toFixed(2)} and ${
      between.toFixed(2)
    } on ${name} (higher in ${higher} of ${counted(rows, "row")})`
  );
  return {
    id: "rater-consistency",
    severity: "medium",
    title: "Raters agree with themselves more than with each other",
    statement: `${counted(set.pairs, "evaluation")} of ${
      counted(set.images, "image")
    } can be compared with the same rater's second one. Averaged over rows, F1 of a rater's two evaluations and, after it, of different raters' on the same images is ${
      sentences.join("; ")
    }. So how raters agree with each other is no ceiling for what can be learnt from one of them.`,
    evidence: {
      artifact: artifacts.intra_rater,
      values: Object.fromEntries([
        ["pairs", set.pairs],
        ["images", set.images],
        ...subjects.flatMap(({ table, within, between, higher, rows }) => [
          [`${table}: rows`, rows],
          [`${table}: rows where higher`, higher],
          [`${table}: f1 with themselves`, within],
          [`${table}: f1 with each other`, between],
        ]),
      ]),
    },
    affects: networkClaims(material),
  };
}

/** Over the rows that have both kinds of F1. */
function summarise(rows: readonly WithinAndBetween[]): {
  readonly rows: number;
  readonly higher: number;
  readonly within: number;
  readonly between: number;
} | undefined {
  const both = rows.flatMap(({ within, between }) =>
    within === null || between === null
      ? []
      : [{ within: within.mean, between: between.mean }]
  );
  const within = mean(both.map((row) => row.within));
  const between = mean(both.map((row) => row.between));
  if (within === undefined || between === undefined) return undefined;
  const higher = both.filter((row) => row.within > row.between).length;
  return { rows: both.length, higher, within, between };
}

function mean(values: readonly number[]): number | undefined {
  return meanStd(values, { std: "population" }).mean;
}
