import type { Claim } from "../../data/ledger/claim.ts";
import type { Stage } from "../engine/stage.ts";

/** A recomputed table that may come in. */
export type ComparedTable = {
  /** The input that carries it. */
  readonly port: string;
  /** The table that the papers' numbers name, such as `"table2a"` or `"text"`. */
  readonly table: string;
  readonly route: NonNullable<Claim["route"]>;
  /** `<node>/<file>` of the artifact, as the ledger names it. */
  readonly artifact: string;
};

/** Claims that cannot be computed, and what is missing. Absent members match anything. */
export type BlockedClaims = {
  readonly table: string;
  readonly row?: string;
  readonly column?: string;
  readonly statistic?: string;
  /** The block holds only while this input is not supplied. */
  readonly without?: string;
  /** A stable name of the missing thing, in kebab-case. */
  readonly id: string;
  /** What is missing, as a noun phrase. */
  readonly missing: string;
  /** How to supply it, or that nobody can. */
  readonly supply: string;
};

/** Parameters of {@link compare}. Type aliases, because only those count as JSON. */
export type CompareParams = {
  /** The inputs that hold printed numbers, in the ledger's order, and the papers' names. */
  readonly papers: readonly {
    readonly port: string;
    readonly source: string;
  }[];
  readonly sources: readonly ComparedTable[];
  /** Of several blocks that match a claim, the first counts. */
  readonly blocked: readonly BlockedClaims[];
};

const OPTIONAL = { optional: true } as const;

/**
 * Puts every printed number beside the recomputed one: the ledger.
 *
 * A table that is not supplied leaves its claims to the study's blocks. A
 * number that is neither computed nor blocked fails the stage.
 */
export const compare: Stage = {
  id: "compare",
  revision: 1,
  entry: new URL("./compare_run.ts", import.meta.url),
  inputs: {
    dataset_paper: {},
    framework_paper: {},
    table1: OPTIONAL,
    table2a: OPTIONAL,
    table2b: OPTIONAL,
    table3a: OPTIONAL,
    table3b: OPTIONAL,
    table4: OPTIONAL,
    table5a: OPTIONAL,
    table5b: OPTIONAL,
    appendix_table1: OPTIONAL,
    agreement_text: OPTIONAL,
    census_text: OPTIONAL,
    evidence_text: OPTIONAL,
  },
  outputs: { ledger: { file: "ledger.json" } },
};
