import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { f1ByRow } from "../rates/f1_by_row.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { prints } from "./prints.ts";

/** The printed lead in F1 leaves out the classes where the model trails, and averages roundings. */
export function f1Advantage(material: Material): Finding | undefined {
  const { ledger, evidence, artifacts, corrected } = material;
  const [baseline, other] = evidence?.models ?? [];
  const claim =
    claimsOf(ledger, { table: "text", row: "f1_advantage_points" })[0];
  if (baseline === undefined || other === undefined || claim === undefined) {
    return undefined;
  }
  const leads = leadsBetween(baseline.table, { other: other.table, ledger });
  const ahead = leads.filter(({ exact }) => exact > 0);
  const rounded = points(ahead.map((lead) => lead.rounded));
  const exact = points(ahead.map((lead) => lead.exact));
  if (
    !prints(rounded, claim) ||
    (ahead.length === leads.length && prints(exact, claim))
  ) {
    return undefined;
  }
  const all = points(leads.map((lead) => lead.exact));
  const paired = pairedLeads(f1ByRow(corrected.get(baseline.table) ?? []), {
    other: f1ByRow(corrected.get(other.table) ?? []),
  });
  const pairedAhead = paired.filter((lead) => lead > 0);
  return {
    id: "f1-advantage",
    severity: "medium",
    title:
      "The printed lead in F1 leaves out the classes where the model trails",
    statement: `The ${
      printedText(claim)
    } points by which ${other.name} leads ${baseline.name} are a mean over the ${ahead.length} of ${leads.length} classes where it leads, taken from rounded F1 (${
      rounded.toFixed(2)
    }). Unrounded it is ${exact.toFixed(2)} points, over all classes ${
      all.toFixed(2)
    }. With rows and columns paired by class it leads in ${pairedAhead.length} of ${paired.length}, by ${
      points(paired).toFixed(2)
    } points over all.`,
    evidence: {
      artifact: artifacts.ledger,
      values: {
        printed: claim.printed,
        classes: leads.length,
        classes_ahead: ahead.length,
        rounded,
        unrounded: exact,
        all_classes: all,
        paired_by_class_ahead: pairedAhead.length,
        paired_by_class: points(paired),
      },
    },
    affects: [claim.id],
  };
}

interface Lead {
  /** Difference of the printed mean F1. */
  readonly rounded: number;
  /** Difference of the recomputed mean F1. */
  readonly exact: number;
}

function leadsBetween(
  baseline: string,
  { other, ledger }: {
    readonly other: string;
    readonly ledger: readonly Claim[];
  },
): Lead[] {
  const f1 = (table: string): Claim[] =>
    claimsOf(ledger, { table, column: "f1", statistic: "mean" });
  return f1(baseline).flatMap((one) => {
    const two = f1(other).find(({ row }) => row === one.row);
    if (two === undefined || one.computed === null || two.computed === null) {
      return [];
    }
    return [{
      rounded: two.printed - one.printed,
      exact: two.computed - one.computed,
    }];
  });
}

function pairedLeads(
  baseline: ReadonlyMap<string, number>,
  { other }: { readonly other: ReadonlyMap<string, number> },
): number[] {
  return [...baseline].flatMap(([row, mean]) => {
    const value = other.get(row);
    return value === undefined ? [] : [value - mean];
  });
}

function points(leads: readonly number[]): number {
  return leads.length === 0
    ? 0
    : 100 * leads.reduce((sum, lead) => sum + lead, 0) / leads.length;
}
