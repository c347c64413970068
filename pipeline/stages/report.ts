import type { InputPort, Stage } from "../engine/stage.ts";

const OPTIONAL: InputPort = { optional: true };

/**
 * Renders what a study found for people: a page and a Markdown text. Of what is not
 * supplied the report says nothing.
 */
export const report: Stage = {
  id: "report",
  revision: 1,
  entry: new URL("./report_run.ts", import.meta.url),
  inputs: {
    /** A JSON array of claims. */
    ledger: OPTIONAL,
    /** A JSON array of findings. */
    findings: OPTIONAL,
    /** Checks and tables: `Exhibits`. */
    exhibits: OPTIONAL,
    /** PNG files with their words, as the stage `figures` writes them. */
    figure2: OPTIONAL,
    figure3: OPTIONAL,
    confusion: OPTIONAL,
  },
  outputs: {
    html: { file: "report.html" },
    markdown: { file: "report.md" },
  },
  resources: { cpu: 1, memoryMiB: 150 },
  timeoutSeconds: 60,
};
