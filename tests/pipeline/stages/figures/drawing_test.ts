import assert from "node:assert/strict";
import { Drawing } from "../../../../pipeline/stages/figures/drawing.ts";

Deno.test("Drawing.toSvg() has no character of a text in it", () => {
  const drawing = new Drawing();
  drawing.text(`"/><image href="file:///x"/>&amp;`, { x: 0, y: 9, size: 8 });
  const svg = drawing.toSvg({ width: 9, height: 9 });
  assert.doesNotMatch(svg, /image|href|file|amp/);
  const kinds = new Set([...svg.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag));
  assert.deepEqual([...kinds].sort(), ["g", "path", "svg"]);
});

Deno.test("Drawing.box() leaves no seam between boxes side by side", () => {
  const drawing = new Drawing();
  for (const x of [0.3, 22.3]) {
    drawing.box({ x, y: 1.1, width: 22, height: 5 }, { fill: [1, 2, 3] });
  }
  const svg = drawing.toSvg({ width: 60, height: 9 });
  const [first, second] = [...svg.matchAll(/M([\d.]+) [\d.]+h([\d.]+)/g)];
  assert.equal(Number(first![1]) + Number(first![2]), Number(second![1]));
});
