import { CLAIM_ROUTES, CLAIM_STATUSES } from "../../../data/ledger/claim.ts";
import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { graphMermaid } from "../../engine/graph_mermaid.ts";
import type { TableView } from "./arrange.ts";
import { auditSteps } from "./audit.ts";
import { bannerOf, reportKind } from "./banner.ts";
import { blockersOf } from "./blockers.ts";
import { ROUTE_MEANINGS, STATUS_MEANINGS } from "./legend.ts";
import {
  bullets,
  escapeMarkdown,
  markdownBlock,
  markdownCode,
  markdownTable,
} from "./markdown.ts";
import {
  checkBlocks,
  exhibitBlocks,
  figureBlocks,
} from "./markdown_exhibits.ts";
import type { ReportModel } from "./model.ts";
import { cellSeparator, computedText, differenceText } from "./numbers.ts";
import { capitalised, sentence } from "./sentence.ts";
import { tally, tallyText } from "./tally.ts";

/**
 * Writes a report as Markdown: the page's content, more briefly.
 *
 * @returns The text; the same bytes for the same model.
 */
export function markdownReport(model: ReportModel): string {
  const { params, papers, findings, environment, digests } = model;
  const several = papers.length > 1;
  const banner = bannerOf(params.data);
  const blocks = [
    `# ${escapeMarkdown(params.title)}`,
    `${reportKind(params.data)} of the study ${markdownCode(params.study)}`,
    ...(banner === undefined ? [] : [`> **${banner.title}** ${banner.text}`]),
    ...papers.flatMap(({ layout }) =>
      layout.reference === "" ? [] : [
        `*${escapeMarkdown(layout.title)}*. ${
          escapeMarkdown(layout.reference)
        }`,
      ]
    ),
    ...(model.caution === null
      ? []
      : [`> **Caution.** ${escapeMarkdown(model.caution)}`]),
    `**${escapeMarkdown(model.verdict)}**`,
    ...(model.hasLedger ? [counts(model.claims)] : []),
    "## What this is, and is not",
    bullets(params.is.map(escapeMarkdown)),
    "It is not:",
    bullets(params.isNot.map(escapeMarkdown)),
    ...checkBlocks(model),
    ...(model.hasFindings ? ["## Findings"] : []),
    ...(model.hasFindings && findings.length === 0 ? ["No findings."] : []),
    ...findings.flatMap((finding) => findingBlocks(finding, model)),
    ...papers.flatMap(({ layout, tables }) => [
      `## ${several ? escapeMarkdown(layout.title) : "Tables and statements"}`,
      "Cells read *printed* → *computed*, the computed number with two more digits. ✓ marks a number that rounds to what is printed.",
      ...tables.flatMap(tableBlocks),
    ]),
    ...figureBlocks(model),
    ...exhibitBlocks(model),
    ...(model.hasLedger ? legendBlocks(model) : []),
    "## How the numbers were made",
    markdownBlock(graphMermaid(params.graph).trimEnd().split("\n"), "mermaid"),
    "## Data sources and pins",
    ...sources(model),
    "## Environment of this report",
    pairs(environment),
    "## SHA-256 of what this report was made from",
    pairs(digests),
    "## Reproduce and audit",
    markdownBlock(params.commands, "sh"),
    bullets(
      auditSteps(model).map(({ text, command }) =>
        `${text} ${markdownCode(command)}`
      ),
    ),
  ];
  return blocks.map((block) => block.trimEnd()).join("\n\n") + "\n";
}

function legendBlocks(model: ReportModel): string[] {
  return [
    "## Statuses and routes",
    bullets(
      CLAIM_STATUSES.map((status) =>
        `**${status}**: ${STATUS_MEANINGS[status]}`
      ),
    ),
    bullets(
      CLAIM_ROUTES.map((route) => `**${route}**: ${ROUTE_MEANINGS[route]}`),
    ),
    "## What is blocked, and how to unblock it",
    blocked(model),
  ];
}

function counts(claims: readonly Claim[]): string {
  const row = (name: string, own: readonly Claim[]): string[] => {
    const { total, ...byStatus } = tally(own);
    return [
      name,
      ...CLAIM_STATUSES.map((status) => `${byStatus[status]}`),
      `${total}`,
    ];
  };
  const rows = [...CLAIM_ROUTES, null].flatMap((route) => {
    const own = claims.filter((claim) => claim.route === route);
    return own.length === 0 ? [] : [row(route ?? "none (blocked)", own)];
  });
  return markdownTable(
    ["Route", ...CLAIM_STATUSES, "all"],
    [...rows, row("all routes", claims)],
  );
}

/** More values than these are left to the findings' own file. */
const FEW = 8;

function findingBlocks(finding: Finding, { tableOf }: ReportModel): string[] {
  const { title, severity, statement, evidence, affects } = finding;
  const entries = Object.entries(evidence.values);
  const values = entries.length > FEW
    ? [`${entries.length} values in \`findings.json\``]
    : entries.map(([name, value]) =>
      `${escapeMarkdown(name)} ${escapeMarkdown(String(value ?? "none"))}`
    );
  const byTable = Map.groupBy(new Set(affects), (id) => tableOf.get(id));
  const tables = [...byTable].map(([table, ids]) => {
    if (table === undefined) {
      return `${ids.map(markdownCode).join(", ")} (not in this ledger)`;
    }
    const label = escapeMarkdown(table.label);
    if (ids.length === table.claims.length) {
      return `${label} (all ${ids.length})`;
    }
    return `${label} (${
      ids.length <= 6
        ? ids.map(markdownCode).join(", ")
        : `${ids.length} of ${table.claims.length}`
    })`;
  });
  return [
    `### ${escapeMarkdown(title)} (${severity})`,
    escapeMarkdown(statement),
    bullets([
      `Evidence: ${markdownCode(evidence.artifact)}${
        values.length === 0 ? "" : `: ${values.join("; ")}`
      }`,
      ...(tables.length === 0 ? [] : [`Bears on: ${tables.join("; ")}`]),
    ]),
  ];
}

function tableBlocks(table: TableView): string[] {
  const { label, caption, claims, columns, rows } = table;
  const artifacts = [
    ...new Set(claims.flatMap(({ artifact }) => artifact ?? [])),
  ];
  const notes = [
    tallyText(tally(claims)),
    ...(artifacts.length === 0
      ? []
      : [`computed in ${artifacts.map(markdownCode).join(", ")}`]),
    ...blockersOf(claims).map(({ missing }) =>
      `blocked by: ${escapeMarkdown(missing)}`
    ),
  ];
  return [
    `### ${escapeMarkdown(label)}`,
    `${escapeMarkdown(sentence(caption))} (${notes.join("; ")})`.trim(),
    columns.length === 0 ? statementTable(table) : markdownTable(
      ["", ...columns.map(escapeMarkdown)],
      rows.flatMap((row) => [
        ...row.headings.map((heading) => [
          `**${escapeMarkdown(heading)}**`,
          ...columns.map(() => ""),
        ]),
        [
          escapeMarkdown(row.label),
          ...row.cells.map((cell) => cellText(cell, table)),
        ],
      ]),
    ),
  ];
}

function statementTable(table: TableView): string {
  return markdownTable(
    ["Statement", "Quantity", "Printed", "Computed", "Outcome"],
    table.rows.flatMap(({ label, cells }) =>
      cells.flat().map((claim, i) => [
        i === 0 ? escapeMarkdown(label) : "",
        escapeMarkdown(table.labelOf(claim.statistic)),
        printedText(claim),
        claim.computed === null ? "" : computedText(claim),
        outcome(claim),
      ])
    ),
  );
}

function cellText(claims: readonly Claim[], table: TableView): string {
  if (claims.length === 0) return "";
  const between = cellSeparator(claims);
  const printed = claims.map(printedText).join(between);
  if (claims.every(({ status }) => status === "blocked")) {
    return `${printed} → blocked`;
  }
  const computed = claims.map(computedText).join(between);
  const notes = claims.every(({ status }) => status === "exact")
    ? ["✓"]
    : claims.flatMap((claim) => {
      if (claim.status !== "close" && claim.status !== "differs") return [];
      const name = claims.length > 1
        ? `${escapeMarkdown(table.labelOf(claim.statistic))} `
        : "";
      return [`${name}${outcome(claim)}`];
    });
  return [`${printed} → ${computed}`, ...notes].join(" ");
}

function outcome(claim: Claim): string {
  if (claim.status === "exact") return "✓ exact";
  if (claim.status === "blocked") {
    const missing = claim.blocked_by?.missing;
    return missing === undefined
      ? "blocked"
      : `blocked: ${escapeMarkdown(missing)}`;
  }
  return `**${claim.status}** ${differenceText(claim)}`;
}

function blocked({ blockers, tableOf }: ReportModel): string {
  if (blockers.length === 0) return "Nothing is blocked.";
  return bullets(blockers.map(({ missing, supply, claims }) => {
    const tables = Map.groupBy(claims, ({ id }) => tableOf.get(id)!);
    const where = [...tables].map(([{ label }, own]) =>
      `${escapeMarkdown(label)} (${own.length})`
    );
    return `**${
      escapeMarkdown(capitalised(missing))
    }** blocks ${claims.length}: ${where.join(", ")}. ${
      escapeMarkdown(sentence(`To supply it: ${supply}`))
    }`;
  }));
}

function sources({ params }: ReportModel): string[] {
  if (params.sources.length === 0) {
    return ["The study reads no released data: it generates its own."];
  }
  return params.sources.flatMap(({ release, commit, paths }) => [
    `${escapeMarkdown(release)} at commit ${markdownCode(commit)}`,
    markdownTable(
      ["Path", "Git id"],
      paths.map(({ path, id }) => [markdownCode(path), markdownCode(id)]),
    ),
  ]);
}

function pairs(facts: readonly (readonly [string, string])[]): string {
  return bullets(
    facts.map(([name, value]) =>
      `${escapeMarkdown(name)}: ${markdownCode(value)}`
    ),
  );
}
