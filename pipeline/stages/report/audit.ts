import type { ReportModel } from "./model.ts";

/** A way to check a report without trusting it. */
export interface AuditStep {
  /** What the step shows. */
  readonly text: string;
  /** What to type, in the project's folder. */
  readonly command: string;
}

/** How to audit a study's results, without trusting its report. */
export function auditSteps(
  { params: { study }, hasLedger, exhibits }: ReportModel,
): AuditStep[] {
  const folder = `results/${study}`;
  const numbers: AuditStep[] = [];
  if (hasLedger) {
    numbers.push({
      text:
        "Every number of this page, in full precision, with its route and artifact.",
      command: `less ${folder}/ledger.json`,
    });
  }
  if (exhibits !== undefined) {
    numbers.push({
      text: "Every check and table of this page, in full precision.",
      command: `less ${folder}/exhibits.json`,
    });
  }
  return [
    ...numbers,
    {
      text:
        "Every action of the run: its key, inputs and outputs by SHA-256, device and duration, and whether it was executed or reused.",
      command: `less ${folder}/manifest.json`,
    },
    {
      text:
        "Whether the files beside this report are still those that the run wrote.",
      command: `cd ${folder} && sha256sum -c SHA256SUMS`,
    },
    {
      text: "What each stage wrote, one folder a stage.",
      command: `ls ${folder}/artifacts`,
    },
    {
      text: "Whether a stage's files are still those that the run wrote.",
      command: `cd ${folder}/artifacts/STAGE && sha256sum -c SHA256SUMS`,
    },
  ];
}
