import type { Cell } from "../exhibits/exhibit.ts";
import { checkResult } from "./check_result.ts";
import { cellNumber, paperRemark } from "./exhibit_cell.ts";
import { bullets, escapeMarkdown, markdownTable } from "./markdown.ts";
import { exhibitsTitle, type ReportModel } from "./model.ts";
import { sentence } from "./sentence.ts";

/** The checks of a study, if it has any. */
export function checkBlocks({ checks }: ReportModel): string[] {
  if (checks.length === 0) return [];
  const items = checks.map((check) => {
    const verb = check.holds ? "✓ holds" : "**✗ does not hold**";
    return `${verb}: ${escapeMarkdown(sentence(check.statement))} Found ${
      checkResult(check)
    }.`;
  });
  return ["## Checks", bullets(items)];
}

/** The figures, as links to the files beside the report. */
export function figureBlocks({ figures }: ReportModel): string[] {
  if (figures.length === 0) return [];
  const blocks = figures.flatMap((figure) => {
    const { title, alternative, file, caption, disclaimer = "" } = figure;
    const address = file.split("/").map(encodeURIComponent).join("/");
    return [
      `### ${escapeMarkdown(title)}`,
      `![${escapeMarkdown(alternative)}](${address})`,
      escapeMarkdown(`${caption} ${disclaimer}`),
    ];
  });
  return ["## Figures", ...blocks.filter((block) => block !== "")];
}

/** The tables beside the papers', each number followed by the paper's. */
export function exhibitBlocks(model: ReportModel): string[] {
  const { tablesBeside, params } = model;
  if (tablesBeside.length === 0) return [];
  const remark = paperRemark(params.data);
  const blocks = tablesBeside.flatMap(
    ({ title, caption, notes, columns, rows }) => {
      const hasPaper = rows.some(({ cells }) =>
        cells.some(({ paper }) => paper !== undefined)
      );
      const table = markdownTable(
        columns.map(escapeMarkdown),
        rows.map(({ label, cells, strong }) =>
          [escapeMarkdown(label), ...cells.map(cellText)].map((text) =>
            strong && text !== "" ? `**${text}**` : text
          )
        ),
      );
      const hint = hasPaper
        ? [`In brackets: what the paper prints there${remark}.`]
        : [];
      return [
        `### ${escapeMarkdown(title)}`,
        ...(caption === "" ? [] : [escapeMarkdown(caption)]),
        ...hint,
        table,
        ...notes.map(escapeMarkdown),
      ];
    },
  );
  return [`## ${exhibitsTitle(model)}`, ...blocks];
}

function cellText(cell: Cell): string {
  const number = escapeMarkdown(cellNumber(cell));
  return cell.paper === undefined
    ? number
    : `${number} (paper: ${escapeMarkdown(cell.paper)})`;
}
