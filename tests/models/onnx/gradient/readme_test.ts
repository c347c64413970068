import assert from "node:assert/strict";
import { RULES } from "../../../../models/onnx/gradient/rules.ts";

const README = new URL(
  "../../../../models/onnx/gradient/README.md",
  import.meta.url,
);

/** The table of operators as the document shows it, from the rules themselves. */
function table(): string {
  const rows = [...RULES].map(([operator, entry]) => [
    operator,
    entry.inputs,
    entry.convention ?? "exact",
    entry.refuses ?? "",
  ]);
  const head = [
    "operator",
    "gradients for",
    "where there is no derivative",
    "refused",
  ];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0))
  );
  const line = (cells: readonly string[]) =>
    `| ${
      cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")
    } |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(head), rule, ...rows.map(line)].join("\n");
}

// To write the table anew: deno test --allow-read --allow-write <this file> -- --update
Deno.test("RULES are what the document says they are", async () => {
  const text = await Deno.readTextFile(README);
  const [before = "", , after = ""] = text.split(/\n((?:\|.*\n)+)/);
  const expected = `${before}\n${table()}\n${after}`;
  if (Deno.args.includes("--update")) {
    await Deno.writeTextFile(README, expected);
  } else assert.equal(text, expected, "run this test with --update");
});
