/** Writes text so that Markdown shows it as it is, on one line. */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/[\\`*[\]~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/^[-+#=]/, "\\$&")
    .replace(/^(\d+)([.)])(?= |$)/, "$1\\$2");
}

/** Writes text as code, between as many backticks as it needs. */
export function markdownCode(text: string): string {
  const line = oneLine(text);
  const runs = line.match(/`+/g) ?? [];
  if (runs.length === 0 && line !== "") return `\`${line}\``;
  const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  return `${fence} ${line} ${fence}`;
}

/** Writes lines as a block of code. */
export function markdownBlock(
  lines: readonly string[],
  language: string,
): string {
  const longest = lines.join("\n").match(/`+/g)?.map((run) => run.length) ?? [];
  const fence = "`".repeat(Math.max(2, ...longest) + 1);
  return `${fence}${language}\n${lines.join("\n")}\n${fence}\n`;
}

/** Writes a list of items that are Markdown already. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}\n`).join("");
}

/**
 * Writes a table in GitHub's dialect.
 *
 * @param head The columns' names, as Markdown.
 * @param rows The cells of each row, as Markdown; a bar in them is escaped here.
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

function oneLine(text: string): string {
  return text.toWellFormed().replace(/[\s\p{Cc}]+/gu, " ").trim();
}
