import assert from "node:assert/strict";
import { area } from "../../../data/dermx/mask.ts";
import { rasterise } from "../../../data/dermx/rasterise.ts";
import { lesionOutline } from "../../../data/sample/lesion_outline.ts";
import type { Lesion } from "../../../data/sample/scene.ts";

const LESION: Lesion = {
  kind: "plaque",
  x: 150,
  y: 120,
  radius: 40,
  aspect: 1,
  angle: 0.5,
  roughness: 0,
  strength: 1,
  seed: 3,
};
const SIZE = { width: 300, height: 240 };

Deno.test("lesionOutline() encloses the area of a circle of the radius, whatever the aspect", () => {
  for (const aspect of [1, 1.5, 2.5]) {
    for (const radius of [10, 25, 40]) {
      const path = lesionOutline({ ...LESION, aspect, radius });
      const pixels = area(rasterise([path], SIZE));
      const circle = Math.PI * radius ** 2;
      // The rasteriser adds about half a pixel all around.
      assert.ok(pixels > 0.96 * circle, `${pixels} of ${circle}`);
      assert.ok(pixels < circle + 9 * radius, `${pixels} of ${circle}`);
    }
  }
});

Deno.test("lesionOutline() is as long as wide times the aspect, along the angle", () => {
  const path = lesionOutline({ ...LESION, aspect: 4, angle: Math.PI / 2 });
  const extent = (key: "x" | "y"): number =>
    Math.max(...path.map((point) => point[key])) -
    Math.min(...path.map((point) => point[key]));

  assert.ok(Math.abs(extent("y") - 160) < 1);
  assert.ok(Math.abs(extent("x") - 40) < 1);
});

Deno.test("lesionOutline() strays from an ellipse by the roughness, as the seed says", () => {
  const strays = (roughness: number, seed: number): number[] =>
    lesionOutline({ ...LESION, roughness, seed }).map(({ x, y }) =>
      Math.hypot(x - LESION.x, y - LESION.y) / LESION.radius - 1
    );
  const most = (roughness: number): number =>
    Math.max(...strays(roughness, 3).map(Math.abs));

  assert.ok(most(0) < 1e-9);
  assert.ok(most(0.2) > 0.05 && most(0.2) < 0.5, `${most(0.2)}`);
  assert.ok(Math.abs(most(0.2) - 2 * most(0.1)) < 1e-9);
  assert.notDeepEqual(strays(0.2, 3), strays(0.2, 4));
});
