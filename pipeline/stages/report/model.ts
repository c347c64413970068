import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import type { Check, Exhibit, Exhibits } from "../exhibits/exhibit.ts";
import { arrange } from "./arrange.ts";
import type { PaperView, TableView } from "./arrange.ts";
import { blockersOf } from "./blockers.ts";
import type { Blocker } from "./blockers.ts";
import type { FigureFile } from "./figure_file.ts";
import type { ReportParams } from "./params.ts";
import { verdict } from "./verdict.ts";

/** What a report is made from. */
export interface ReportData {
  /** What the study says. */
  readonly params: ReportParams;
  /** The ledger; absent from a study without one. */
  readonly claims?: readonly Claim[];
  /** The findings; absent from a study that looks for none. */
  readonly findings?: readonly Finding[];
  /** Checks and tables beside the claims. */
  readonly exhibits?: Exhibits;
  /** In the order of the report. */
  readonly figures?: readonly FigureFile[];
  /** Name and value of each fact about the run's environment. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** Name and SHA-256 of each file that the report was made from. */
  readonly digests: readonly (readonly [file: string, sha256: string])[];
}

/** {@link ReportData}, arranged; both renderings start from it. */
export interface ReportModel extends ReportData {
  /** The outcome in a sentence or two. */
  readonly verdict: string;
  /** Whether there is a ledger, be it an empty one. */
  readonly hasLedger: boolean;
  /** Whether findings were looked for. */
  readonly hasFindings: boolean;
  /** The ledger; empty if there is none. */
  readonly claims: readonly Claim[];
  /** The gravest first; empty if none were looked for. */
  readonly findings: readonly Finding[];
  /** What a reader has to know before any number; `null` if nothing. */
  readonly caution: string | null;
  /** What has to hold; empty if nothing. */
  readonly checks: readonly Check[];
  /** Tables beside the papers'. */
  readonly tablesBeside: readonly Exhibit[];
  /** In the order of the report. */
  readonly figures: readonly FigureFile[];
  /** The claims as the papers have them. */
  readonly papers: readonly PaperView[];
  /** All tables of all papers. */
  readonly tables: readonly TableView[];
  /** What blocks claims. */
  readonly blockers: readonly Blocker[];
  /** The table in which a claim stands, by the claim's id. */
  readonly tableOf: ReadonlyMap<string, TableView>;
}

/** What the tables beside the papers' are called, which may be the only ones. */
export function exhibitsTitle({ hasLedger }: ReportModel): string {
  return hasLedger ? "Further results" : "Results";
}

/**
 * Arranges a report's data.
 *
 * @throws {RangeError} If two claims have the same id: a link to it would be
 * ambiguous.
 */
export function reportModel(data: ReportData): ReportModel {
  const { claims = [], figures = [], exhibits } = data;
  const papers = arrange(claims, data.params.papers);
  const tables = papers.flatMap((paper) => paper.tables);
  const tableOf = new Map<string, TableView>();
  for (const table of tables) {
    for (const { id } of table.claims) {
      if (tableOf.has(id)) {
        throw new RangeError(
          `Ledger has two claims with the id "${id}": give each its own`,
        );
      }
      tableOf.set(id, table);
    }
  }
  const blockers = blockersOf(claims);
  const rank = { high: 0, medium: 1, low: 2 };
  const findings = (data.findings ?? []).toSorted((a, b) =>
    rank[a.severity] - rank[b.severity]
  );
  return {
    ...data,
    verdict: verdict(data),
    hasLedger: data.claims !== undefined,
    hasFindings: data.findings !== undefined,
    claims,
    findings,
    caution: exhibits?.caution ?? null,
    checks: exhibits?.checks ?? [],
    tablesBeside: exhibits?.exhibits ?? [],
    figures,
    papers,
    tables,
    blockers,
    tableOf,
  };
}
