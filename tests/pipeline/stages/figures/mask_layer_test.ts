import assert from "node:assert/strict";
import { maskLayer } from "../../../../pipeline/stages/figures/mask_layer.ts";
import { rectangle } from "../../../support/figure_material.ts";

const SIZE = { width: 12, height: 10 };
const MASK = rectangle([3, 2, 9, 8], SIZE);

Deno.test("maskLayer() covers the mask's own pixels at its own size", () => {
  const { area } = maskLayer(MASK, { ...SIZE, line: 1 });
  for (let i = 0; i < area.length; i++) {
    const [x, y] = [i % 12, Math.floor(i / 12)];
    const isInner = x > 3 && x < 8 && y > 2 && y < 7;
    const isOuter = x < 3 || x > 8 || y < 2 || y > 7;
    if (isInner) assert.equal(area[i], 255);
    if (isOuter) assert.equal(area[i], 0);
  }
});

Deno.test("maskLayer() draws its line inside the area, along the edge alone", () => {
  const { area, line } = maskLayer(MASK, { ...SIZE, line: 1 });
  line.forEach((share, i) => assert.ok(share <= area[i]!));
  const at = (x: number, y: number): number => line[12 * y + x]!;
  assert.ok(at(3, 5) > 200 && at(8, 5) > 200 && at(5, 2) > 200);
  assert.equal(at(5, 4), 0);
  assert.equal(at(6, 5), 0);
});

Deno.test("maskLayer() draws no line where a mask leaves the picture", () => {
  const { line } = maskLayer(rectangle([0, 0, 6, 10], SIZE), {
    ...SIZE,
    line: 1,
  });
  assert.equal(line[12 * 5], 0);
  assert.ok(line[12 * 5 + 5]! > 200);
});

Deno.test("maskLayer() keeps a mask's share of the picture when it is resized", () => {
  const { area } = maskLayer(MASK, { width: 60, height: 50, line: 1 });
  const covered = area.reduce((sum, share) => sum + share, 0) / 255;
  assert.ok(Math.abs(covered / 3000 - 36 / 120) < 0.01, `${covered}`);
});

Deno.test("maskLayer() of an empty mask paints nothing", () => {
  const empty = { ...SIZE, runs: new Uint32Array() };
  const { area, line } = maskLayer(empty, { ...SIZE, line: 2 });
  assert.ok(area.every((share) => share === 0));
  assert.ok(line.every((share) => share === 0));
});
