import type { Finding } from "../../../data/ledger/finding.ts";
import type { Claim } from "../../../data/ledger/claim.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { listed } from "../prose/listed.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/** A measure of networks that raters can be judged by as well. */
interface JudgedMeasure {
  /** What people call it. */
  readonly name: string;
  /** What is printed of networks. */
  readonly claims: readonly Claim[];
  /** What a rater reaches by the study's own choice. */
  readonly own: number;
  /** The same by each other choice. */
  readonly others: readonly number[];
}

const NAMES = {
  identification_f1: "identification",
  localisation_f1: "localisation",
} as const;

/** Measures without a published definition, by which raters do worse than networks. */
export function raterMeasures(material: Material): Finding | undefined {
  const measures = judgedMeasures(material).filter(({ claims, own }) =>
    claims.every(({ printed }) => own < printed)
  );
  if (measures.length === 0) return undefined;
  const parts = measures.map(({ name, claims, own, others }) =>
    `for ${name} a dermatologist has ${own.toFixed(2)} against the others, ${
      Math.min(...others).toFixed(2)
    } to ${
      Math.max(...others).toFixed(2)
    } by ${others.length} other choices, where the abstract gives networks ${
      listed(claims.map(printedText))
    }`
  );
  return {
    id: "rater-measures",
    severity: "medium",
    title:
      "By our definitions dermatologists score below what is printed for networks",
    statement:
      `What identification and localisation F1 are is not published. By our definitions, ${
        listed(parts)
      }. Either the networks come closer to what dermatologists say together than each of these does, or the authors' definitions are others than ours: the printed numbers cannot tell.`,
    evidence: {
      artifact: material.artifacts.choices,
      values: Object.fromEntries(
        measures.flatMap(({ name, own, others }) => [
          [name, own],
          [`${name}: least`, Math.min(...others)],
          [`${name}: most`, Math.max(...others)],
        ]),
      ),
    },
    affects: measures.flatMap(({ claims }) => claims.map(({ id }) => id)),
  };
}

function judgedMeasures(
  { ledger, choices = [] }: Material,
): JudgedMeasure[] {
  return Object.entries(NAMES).flatMap(([row, name]) => {
    const claims = claimsOf(ledger, { table: "framework", row });
    const cells = choices.filter((cell) =>
      cell.row === row && cell.statistic === "dermatologists"
    );
    const own = cells.find(({ column }) => column === "base")?.value;
    const others = cells.filter(({ column }) => column !== "base")
      .map(({ value }) => value);
    return own === undefined || others.length === 0 || claims.length === 0
      ? []
      : [{ name, claims, own, others }];
  });
}
