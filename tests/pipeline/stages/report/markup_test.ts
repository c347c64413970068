import assert from "node:assert/strict";
import { markup, trusted } from "../../../../pipeline/stages/report/markup.ts";

Deno.test("markup() escapes text, in elements and in attributes", () => {
  const hostile = `<b title="x" onclick='y'>&amp;`;
  const escaped = "&lt;b title=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;amp;";
  assert.equal(
    markup`<p title="${hostile}">${hostile}</p>`.toString(),
    `<p title="${escaped}">${escaped}</p>`,
  );
});

Deno.test("markup() takes markup as it is, at any depth of a list", () => {
  const item = markup`<li>${"<"}</li>`;
  assert.equal(
    markup`<ul>${[item, ["&", [item]], 3, undefined]}</ul>`.toString(),
    "<ul><li>&lt;</li>&amp;<li>&lt;</li>3</ul>",
  );
});

Deno.test("markup() writes zero, and nothing for undefined", () => {
  assert.equal(markup`${0}|${undefined}|${""}`.toString(), "0||");
});

Deno.test("markup() replaces what HTML forbids and keeps line breaks", () => {
  const text = "a\u0000\u001b\r\u0085\uD800b\n\tc";
  assert.equal(
    markup`${text}`.toString(),
    "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDb\n\tc",
  );
});

Deno.test("trusted() is not escaped", () => {
  assert.equal(markup`${trusted("<i>")}`.toString(), "<i>");
});
