import type { Cell, Exhibit } from "../exhibits/exhibit.ts";
import { anchor } from "./anchor.ts";
import { cellInFull, cellNumber, paperRemark } from "./exhibit_cell.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import type { ReportModel } from "./model.ts";

/** Tables beside the papers', each with the paper's number below ours where it prints one. */
export function exhibitsHtml({ tablesBeside, params }: ReportModel): Markup {
  const remark = paperRemark(params.data);
  return markup`${tablesBeside.map((exhibit) => exhibitHtml(exhibit, remark))}`;
}

function exhibitHtml(exhibit: Exhibit, remark: string): Markup {
  const { id, title, caption, notes, columns, rows } = exhibit;
  const own = anchor("exhibit", id);
  const heading = `${own}-title`;
  const hasPaper = rows.some(({ cells }) =>
    cells.some(({ paper }) => paper !== undefined)
  );
  const [first = "", ...others] = columns;
  const heads = others.map((column) => markup`<th scope="col">${column}</th>`);
  const body = rows.map(({ label, cells, strong }) =>
    markup`
<tr${strong ? markup` class="strong"` : ""}><th scope="row">${label}</th>${
      cells.map((cell) => cellHtml(cell, remark))
    }</tr>`
  );
  return markup`<section class="table" id="${own}">
<h3 id="${heading}">${title}</h3>
${
    caption === "" ? "" : markup`<p class="caption">${caption}</p>
`
  }${
    hasPaper
      ? markup`<p class="hint">The smaller number in a cell is what the paper prints there${remark}.</p>
`
      : ""
  }<div class="scroll" role="region" tabindex="0" aria-labelledby="${heading}">
<table class="grid exhibit">
<thead><tr>${
    first === "" ? markup`<td></td>` : markup`<th scope="col">${first}</th>`
  }${heads}</tr></thead>
<tbody>${body}
</tbody>
</table>
</div>
${
    notes.map((note) =>
      markup`<p class="hint note-below">${note}</p>
`
    )
  }</section>
`;
}

function cellHtml(cell: Cell, remark: string): Markup {
  const full = cellInFull(cell);
  const number = full === undefined
    ? markup`${cellNumber(cell)}`
    : markup`<data value="${cell.value ?? ""}" title="${full}">${
      cellNumber(cell)
    }</data>`;
  const paper = cell.paper === undefined
    ? ""
    : markup`<span class="paper">paper: ${cell.paper}<span class="vh">${remark}</span></span>`;
  const kind = cell.text === undefined ? "" : markup` class="words"`;
  return markup`<td${kind}>${number}${paper}</td>`;
}
