import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import { arrange } from "./arrange.ts";
import type { PaperView, TableView } from "./arrange.ts";
import { blockersOf } from "./blockers.ts";
import type { Blocker } from "./blockers.ts";
import type { ReportParams } from "./params.ts";

/** What a report is made from. */
export interface ReportData {
  /** What the study says. */
  readonly params: ReportParams;
  /** The ledger. */
  readonly claims: readonly Claim[];
  /** The findings. */
  readonly findings: readonly Finding[];
  /** Name and value of each fact about the run's environment. */
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** Name and SHA-256 of each file that the report was made from. */
  readonly digests: readonly (readonly [file: string, sha256: string])[];
}

/** {@link ReportData}, arranged; both renderings start from it. */
export interface ReportModel extends ReportData {
  /** The claims as the papers have them. */
  readonly papers: readonly PaperView[];
  /** All tables of all papers. */
  readonly tables: readonly TableView[];
  /** What blocks claims. */
  readonly blockers: readonly Blocker[];
  /** The table in which a claim stands, by the claim's id. */
  readonly tableOf: ReadonlyMap<string, TableView>;
}

/**
 * Arranges a report's data.
 *
 * @throws {RangeError} If two claims have the same id: a link to it would be
 * ambiguous.
 */
export function reportModel(data: ReportData): ReportModel {
  const papers = arrange(data.claims, data.params.papers);
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
  const blockers = blockersOf(data.claims);
  const rank = { high: 0, medium: 1, low: 2 };
  const findings = data.findings.toSorted((a, b) =>
    rank[a.severity] - rank[b.severity]
  );
  return { ...data, findings, papers, tables, blockers, tableOf };
}
