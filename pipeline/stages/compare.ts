import type { Cell } from "../../data/ledger/cell.ts";
import type { ClaimRoute, Missing } from "../../data/ledger/claim.ts";
import type { Stage } from "../engine/stage.ts";

/** A recomputed table that may come in. */
export interface ComparedTable {
  /** The input that carries it. */
  readonly port: string;
  /** The table that the papers' numbers name, such as `"table2a"` or `"text"`. */
  readonly table: string;
  /** What its values were computed from. */
  readonly route: ClaimRoute;
  /** `<node>/<file>` of the artifact, as the ledger names it. */
  readonly artifact: string;
  /** The table counts only while this input is not supplied: a better source takes its place. */
  readonly unless?: string;
}

/** Claims that cannot be computed, and what is missing. */
export interface BlockedClaims extends Missing, Partial<Cell> {
  /** As in {@link Cell}; row, column and statistic match anything where they are absent. */
  readonly table: string;
  /** The block holds only while this input is not supplied. */
  readonly without?: string;
}

/** Where a paper's printed numbers come in. */
export interface ComparedPaper {
  /** The input that carries them. */
  readonly port: string;
  /** The paper, as claims name it, such as `"dataset-paper"`. */
  readonly source: string;
}

/** Parameters of the stage `compare`. */
export interface CompareParams {
  /** In the ledger's order. */
  readonly papers: readonly ComparedPaper[];
  /** The tables that may come in; no two that count may have one claim's number. */
  readonly tables: readonly ComparedTable[];
  /** Of several blocks that match a claim, the first counts. */
  readonly blocked: readonly BlockedClaims[];
}

/**
 * Puts every printed number beside the recomputed one: the ledger, a JSON array of
 * `Claim`.
 *
 * A table gives way to the one that it names, once that is supplied. A table
 * that is not supplied leaves its claims to the study's blocks. A
 * number that is neither computed nor blocked fails the stage.
 *
 * @returns A stage that needs the numbers of every paper and takes what there is of
 * the tables, each on the port that the parameters name.
 */
export function compareStage({ papers, tables }: CompareParams): Stage {
  return {
    id: "compare",
    revision: 1,
    entry: new URL("./compare_run.ts", import.meta.url),
    inputs: Object.fromEntries([
      ...papers.map(({ port }) => [port, {}]),
      ...tables.map(({ port }) => [port, { optional: true }]),
    ]),
    outputs: { ledger: { file: "ledger.json" } },
  };
}
