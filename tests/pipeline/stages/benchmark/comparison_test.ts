import assert from "node:assert/strict";
import {
  comparison,
  type DiceOf,
} from "../../../../pipeline/stages/benchmark/comparison.ts";
import { meanByImage } from "../../../../pipeline/stages/benchmark/mean_by_image.ts";

function dice(id: string, values: Readonly<Record<string, number>>): DiceOf {
  return { subject: { id, name: id }, dice: new Map(Object.entries(values)) };
}

Deno.test("comparison() pairs the images that both have", () => {
  const own = dice("net", { c: 0.75, a: 0.5, b: 0.25, x: 1 });
  const other = dice("centre", { a: 0.25, b: 0.5, c: 0, y: 0 });
  const { subject, images, own: first, others, difference, pValue } =
    comparison(own, other);
  assert.equal(subject.id, "net");
  assert.deepEqual(
    [images, first, others, difference],
    [3, 0.5, 0.25, 0.25],
  );
  // |d| is 0.25, 0.25 and 0.75, so ranks 1.5, 1.5, 3; the smaller sum is 1.5 of 6:
  // z = -1.5 / sqrt((3 * 4 * 7 - 3) / 24).
  assert.equal(pValue?.toFixed(4), "0.4142");
});

Deno.test("comparison() of nothing has no numbers", () => {
  const { images, difference, pValue } = comparison(
    dice("net", { a: 1 }),
    dice("centre", { b: 1 }),
  );
  assert.deepEqual([images, difference, pValue], [0, undefined, undefined]);
});

Deno.test("meanByImage() averages over the runs that have an image", () => {
  const runs = [new Map([["a", 0.5], ["b", 1]]), new Map([["a", 1]])];
  assert.deepEqual([...meanByImage(runs)], [["a", 0.75], ["b", 1]]);
});
