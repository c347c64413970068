import assert from "node:assert/strict";
import {
  escapeMarkdown,
  markdownBlock,
  markdownCode,
  markdownTable,
} from "../../../../pipeline/stages/report/markdown.ts";

const ESCAPES = {
  "a *b* [c](d) `e` ~f~": "a \\*b\\* \\[c\\](d) \\`e\\` \\~f\\~",
  "<script>&": "&lt;script&gt;&amp;",
  "snake_case and _emphasis_": "snake_case and \\_emphasis\\_",
  "# heading": "\\# heading",
  "- item": "\\- item",
  "1. item": "1\\. item",
  "0.98": "0.98",
  "two\n\nlines\u0000": "two lines",
  "back\\slash": "back\\\\slash",
};

for (const [text, expected] of Object.entries(ESCAPES)) {
  Deno.test(`escapeMarkdown() writes ${JSON.stringify(text)} as ${JSON.stringify(expected)}`, () => {
    assert.equal(escapeMarkdown(text), expected);
  });
}

Deno.test("markdownCode() uses a longer fence than the text has", () => {
  assert.equal(markdownCode("a.csv"), "`a.csv`");
  assert.equal(markdownCode("a`` b"), "``` a`` b ```");
  assert.equal(markdownCode("a\nb"), "`a b`");
});

Deno.test("markdownBlock() cannot be closed from within", () => {
  assert.equal(markdownBlock(["a", "```"], "sh"), "````sh\na\n```\n````\n");
});

Deno.test("markdownTable() escapes bars in cells", () => {
  assert.equal(
    markdownTable(["x", "y"], [["a|b", "`c|d`"]]),
    "| x | y |\n| --- | --- |\n| a\\|b | `c\\|d` |\n",
  );
});
