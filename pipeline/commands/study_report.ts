import { join, relative } from "node:path";
import type { StudyOutcome } from "../engine/run_study.ts";
import type { Study } from "../engine/study.ts";
import { counted } from "../stages/prose/counted.ts";
import { type CheckCounts, checkCounts } from "./check_counts.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { formatSeconds } from "./format.ts";
import { type LedgerCounts, ledgerCounts } from "./ledger_counts.ts";

/** How a study came out, in short. */
export interface StudyReport {
  /** The study's id. */
  readonly study: string;
  /** The results folder, absolute. */
  readonly folder: string;
  /** Nodes that failed. */
  readonly failed: readonly string[];
  /** What was not to be had, such as `release-v1`. */
  readonly missing: readonly string[];
  /** Nodes with results that diverge. */
  readonly divergent: readonly string[];
  /** Absent if no ledger was made. */
  readonly claims?: LedgerCounts;
  /** Absent if the study checks nothing, or did not come to it. */
  readonly checks?: CheckCounts;
}

/** What a run did, over all studies. */
export interface RunTotals {
  /** The run's id, by which its log and manifests name it. */
  readonly run: string;
  /** From the start of the program's run to its end. */
  readonly seconds: number;
  /** Actions that were computed. */
  readonly executed: number;
  /** Actions whose results were in the store. */
  readonly reused: number;
  /** Actions that ended in an error. */
  readonly failed: number;
}

/**
 * Sums up the outcomes of a study.
 *
 * @param options.folder The results folder, in which the ledger and the exhibits are
 * if they were made.
 */
export async function studyReport(
  study: Study,
  outcomes: StudyOutcome,
  { folder }: { readonly folder: string },
): Promise<StudyReport> {
  const entries = [...outcomes];
  // A file of an earlier run may lie there.
  const isMade = (name: string): boolean =>
    study.publications.some(({ file, node }) =>
      file === name && outcomes.get(node)?.state === "done"
    );
  const claims = isMade("ledger.json")
    ? await ledgerCounts(join(folder, "ledger.json"))
    : undefined;
  const checks = isMade("exhibits.json")
    ? await checkCounts(join(folder, "exhibits.json"))
    : undefined;
  const missing = entries.flatMap(([, outcome]) =>
    outcome.state === "unavailable" ? [outcome.missing] : []
  );
  return {
    study: study.id,
    folder,
    failed: entries.flatMap(([id, { state }]) =>
      state === "failed" ? [id] : []
    ),
    missing: [...new Set(missing)],
    divergent: entries.flatMap(([id, outcome]) =>
      outcome.state === "done" && outcome.actions.some((x) => x.divergent)
        ? [id]
        : []
    ),
    ...(claims === undefined ? {} : { claims }),
    ...(checks === undefined ? {} : { checks }),
  };
}

/** The text, or the JSON document, that a run ends with. */
export function describeReports(
  reports: readonly StudyReport[],
  totals: RunTotals,
  { json }: { readonly json: boolean },
): string {
  if (json) {
    return `${JSON.stringify({ ...totals, studies: reports }, null, 2)}\n`;
  }
  const lines = reports.map((report) => {
    const found = describeCounts(report);
    const page = found === ""
      ? ""
      : `\n  report: ${
        relative(Deno.cwd(), join(report.folder, "report.html"))
      }`;
    const failed = report.failed.length === 0
      ? ""
      : `\n  failed: ${report.failed.join(", ")}`;
    const missing = report.missing.length === 0
      ? ""
      : `\n  missing: ${report.missing.join(", ")}`;
    return `${report.study}:${found}${failed}${missing}${page}\n`;
  });
  const { executed, reused, seconds } = totals;
  return `${lines.join("")}${
    counted(executed, "action")
  } executed, ${reused} reused, ${formatSeconds(seconds)}\n`;
}

/** What the exit code has to say of a run. */
export function exitCodeOf(
  reports: readonly StudyReport[],
  { named, strict }: { named: boolean; strict: boolean },
): ExitCode {
  if (reports.some(({ failed }) => failed.length > 0)) return EXIT.failed;
  // A study that nobody asked for by name may lack its data.
  if (named && reports.some(({ missing }) => missing.length > 0)) {
    return EXIT.environment;
  }
  const differs = reports.some(({ claims, checks, divergent }) =>
    divergent.length > 0 || (claims?.differs ?? 0) > 0 ||
    (checks !== undefined && checks.hold < checks.total)
  );
  return strict && differs ? EXIT.differs : EXIT.done;
}

/** What follows the study's name: claims, checks, both or nothing. */
function describeCounts({ claims, checks }: StudyReport): string {
  const parts: string[] = [];
  if (claims !== undefined) {
    const { exact, close, differs, blocked } = claims;
    const total = exact + close + differs + blocked;
    parts.push(
      ` ${
        counted(total, "claim")
      }: ${exact} exact, ${close} close, ${differs} differ, ${blocked} blocked`,
    );
  }
  if (checks !== undefined) {
    const { hold, total } = checks;
    parts.push(
      ` ${hold} of ${counted(total, "check")} ${hold === 1 ? "holds" : "hold"}`,
    );
  }
  return parts.join(";");
}
