import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import type { StdKind } from "../../metrics/mean_std.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { prints } from "./prints.ts";
import { tableNames } from "./table_names.ts";

interface Trial {
  readonly table: string;
  readonly claims: readonly Claim[];
  /** How many standard deviations come out as printed, by divisor. */
  readonly exact: Readonly<Record<StdKind, number>>;
}

/** Some tables come out only with one divisor of the variance, others only with the other. */
export function stdConventions(material: Material): Finding | undefined {
  const trials = Object.entries(material.conventions).flatMap((
    [table, { std }],
  ) => std === undefined ? [] : trial(material, { table, std }));
  const population = trials.filter(({ exact }) =>
    exact.population > exact.sample
  );
  const sample = trials.filter(({ exact }) => exact.sample > exact.population);
  if (population.length === 0 || sample.length === 0) return undefined;
  const open = trials.filter(({ exact }) => exact.sample === exact.population);
  const openSentence = open.length === 0
    ? ""
    : ` ${names(open)} ${open.length === 1 ? "does" : "do"} not tell.`;
  return {
    id: "std-conventions",
    severity: "medium",
    title: "The divisor of the standard deviations changes from table to table",
    statement: `${sentence(population, "population")} ${
      sentence(sample, "sample")
    }${openSentence} No table says which divisor it uses.`,
    evidence: {
      artifact: material.artifacts.ledger,
      values: Object.fromEntries(trials.flatMap(({ table, claims, exact }) => [
        [`${table}: numbers`, claims.length],
        [`${table}: exact with n`, exact.population],
        [`${table}: exact with n - 1`, exact.sample],
      ])),
    },
    affects: [...population, ...sample].flatMap(({ claims }) =>
      claims.map(({ id }) => id)
    ),
  };
}

function trial(
  { ledger, tables }: Material,
  { table, std }: { readonly table: string; readonly std: StdKind },
): Trial[] {
  const sizes = new Map(
    tables.get(table)?.filter(({ statistic }) => statistic === "n")
      .map(({ row, column, value }) => [JSON.stringify([row, column]), value]),
  );
  const claims = claimsOf(ledger, { table, statistic: "std" }).filter((
    { computed },
  ) => computed !== null);
  const exact = (kind: StdKind): number =>
    claims.filter((claim) => {
      const n = sizes.get(JSON.stringify([claim.row, claim.column]));
      return n !== undefined &&
        prints(
          rescaled(claim.computed ?? 0, { n, from: std, to: kind }),
          claim,
        );
    }).length;
  if (claims.length === 0 || sizes.size === 0) return [];
  return [{
    table,
    claims,
    exact: { population: exact("population"), sample: exact("sample") },
  }];
}

/** The two divisors differ by a known factor: n(n − 1)⁻¹ under the root. */
function rescaled(
  std: number,
  { n, from, to }: {
    readonly n: number;
    readonly from: StdKind;
    readonly to: StdKind;
  },
): number {
  if (from === to || n < 2) return std;
  return std * Math.sqrt(to === "sample" ? n / (n - 1) : (n - 1) / n);
}

function sentence(trials: readonly Trial[], kind: StdKind): string {
  const other = kind === "sample" ? "population" : "sample";
  const total = (count: (trial: Trial) => number): number =>
    trials.reduce((sum, trial) => sum + count(trial), 0);
  return `${names(trials)} ${trials.length === 1 ? "divides" : "divide"} by ${
    DIVISORS[kind]
  }: ${total(({ exact }) => exact[kind])} of ${
    total(({ claims }) => claims.length)
  } standard deviations come out as printed, and ${
    total(({ exact }) => exact[other])
  } with ${DIVISORS[other]}.`;
}

const DIVISORS: Readonly<Record<StdKind, string>> = {
  population: "n",
  sample: "n - 1",
};

function names(trials: readonly Trial[]): string {
  return tableNames(trials.map(({ table }) => table));
}
