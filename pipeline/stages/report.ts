import type { Stage } from "../engine/stage.ts";

/** Renders a study's ledger and findings for people: a page and a Markdown text. */
export const report: Stage = {
  id: "report",
  revision: 1,
  entry: new URL("./report_run.ts", import.meta.url),
  inputs: {
    /** A JSON array of claims. */
    ledger: {},
    /** A JSON array of findings. */
    findings: {},
  },
  outputs: {
    html: { file: "report.html" },
    markdown: { file: "report.md" },
  },
  resources: { cpu: 1, memoryMiB: 150 },
  timeoutSeconds: 60,
};
