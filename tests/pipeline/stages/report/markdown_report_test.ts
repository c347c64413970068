import assert from "node:assert/strict";
import { markdownReport } from "../../../../pipeline/stages/report/markdown_report.ts";
import { reportModel } from "../../../../pipeline/stages/report/model.ts";
import { REPORT_PARAMS, reportData } from "../../../support/reports.ts";

const REPORT = markdownReport(reportModel(reportData()));

Deno.test("markdownReport() has tables with printed and computed numbers and their outcome", () => {
  assert.ok(REPORT.includes(`|  | F1 |
| --- | --- |
| Acne | 0.98 ± 0.01 → 0.9765 ± 0.0312 std **differs** +0.0212 |
| **Scaly** |  |
| **Plaques** |  |
| Psoriasis vulgaris | 0.90 ± 0.10 → 0.9100 ± 0.1000 mean **close** +0.0100 (tolerance 0.02) |
| Actinic keratosis | 0.94 ± 0.05 → blocked |
`));
  assert.ok(
    REPORT.includes(
      "| DermNetNZ | 52 → 52 ✓ |\n| SD-260 | 47 → 48 **differs** +1 |",
    ),
  );
  assert.ok(
    REPORT.includes(
      "| Skin tone | light | 368 | 368 | ✓ exact |\n|  | dark | 16 |  | blocked: the x |",
    ),
  );
});

Deno.test("markdownReport() has the parts of the page in their order", () => {
  assert.deepEqual(REPORT.match(/^## .*/gm), [
    "## What this is, and is not",
    "## Findings",
    "## Tables and statements",
    "## Statuses and routes",
    "## What is blocked, and how to unblock it",
    "## How the numbers were made",
    "## Data sources and pins",
    "## Environment of this report",
    "## SHA-256 of what this report was made from",
    "## Reproduce and audit",
  ]);
  assert.ok(REPORT.includes("```mermaid\nflowchart TD\n"));
  assert.ok(
    REPORT.includes(
      "**The x** blocks 3: Table 2a (2), text (1). To supply it: bring it.",
    ),
  );
  assert.ok(
    REPORT.includes("Bears on: Table 1 (all 2); text (`text/skin_tone/light`)"),
  );
});

Deno.test("markdownReport() shows a stand-in for what it is", () => {
  const params = { ...REPORT_PARAMS, data: "generated" as const };
  assert.match(
    markdownReport(reportModel(reportData({ params }))),
    /^> \*\*Generated data\.\*\*/m,
  );
  assert.doesNotMatch(REPORT, /Generated data/);
});

Deno.test("markdownReport() keeps hostile text in one paragraph", () => {
  const title = "a\n\n# b <img src=x onerror=y> `|`";
  const params = {
    ...REPORT_PARAMS,
    title,
    is: [title],
    commands: ["```\n<b>"],
  };
  const report = markdownReport(reportModel(reportData({ params })));
  assert.ok(report.startsWith("# a # b &lt;img src=x onerror=y&gt; \\`|\\`\n"));
  assert.ok(report.includes("````sh\n```\n<b>\n````"));
});
