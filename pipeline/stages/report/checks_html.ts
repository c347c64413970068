import type { Check } from "../exhibits/exhibit.ts";
import { anchor } from "./anchor.ts";
import { checkResult } from "./check_result.ts";
import { markup } from "./markup.ts";
import type { Markup } from "./markup.ts";
import { sentence } from "./sentence.ts";

/** What has to hold, what was found, and whether it holds. */
export function checksHtml(checks: readonly Check[]): Markup {
  const items = checks.map((check) => {
    const { id, statement, holds, value } = check;
    const [name, mark, word] = holds
      ? ["holds", "✓", "holds"]
      : ["fails", "✗", "does not hold"];
    const found = markup`<data value="${value ?? ""}">${
      checkResult(check)
    }</data>`;
    return markup`<li class="${name}" id="${
      anchor("check", id)
    }"><span class="mark" aria-hidden="true">${mark}</span><div><p>${
      sentence(statement)
    }</p><p class="found"><strong>${word}</strong>: found ${found}</p></div></li>
`;
  });
  return markup`<ul class="checks">
${items}</ul>`;
}
