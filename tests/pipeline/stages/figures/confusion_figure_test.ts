import assert from "node:assert/strict";
import { confusionFigure } from "../../../../pipeline/stages/figures/confusion_figure.ts";
import { FIRST } from "../../../../pipeline/stages/figures/palette.ts";
import { boxesOf } from "../../../support/pixels.ts";

const CLASSES = ["Acne", "Vitiligo"];

function runs(
  ...matrices: readonly number[][][]
): { run: string; matrix: number[][] }[] {
  return matrices.map((matrix, i) => ({ run: String(i), matrix }));
}

Deno.test("confusionFigure() draws a cell the darker, the larger its share of the row", () => {
  const figure = confusionFigure([
    { name: "Net", runs: runs([[9, 0], [3, 1]]) },
  ], { classes: CLASSES });
  const fills = [...figure.drawing.toSvg(figure).matchAll(/fill="rgb\((\d+),/g)]
    .map(([, red]) => Number(red));
  assert.equal(fills[0], FIRST[0]);
  const [all, none, most, few] = fills;
  assert.ok(all! < most! && most! < few! && few! < none!);
});

Deno.test("confusionFigure() draws a class without images as an empty row", () => {
  const figure = confusionFigure([
    { name: "Net", runs: runs([[0, 0], [0, 0]]) },
  ], { classes: CLASSES });
  assert.equal(boxesOf(figure, FIRST), 0);
  assert.doesNotMatch(figure.drawing.toSvg(figure), /NaN/);
});

Deno.test("confusionFigure() adds a matrix for all runs where there are several", () => {
  const matrix = [[1, 0], [0, 1]];
  const boxes = (count: number): number => {
    const figure = confusionFigure([
      { name: "Net", runs: runs(...Array<number[][]>(count).fill(matrix)) },
    ], { classes: CLASSES });
    return figure.drawing.toSvg(figure).match(/fill="rgb/g)!.length;
  };
  assert.equal(boxes(1), 4);
  assert.equal(boxes(2), 12);
});

Deno.test("confusionFigure() starts another row of matrices where they do not fit", () => {
  const matrix = [[1, 0], [0, 1]];
  const height = (count: number): number =>
    confusionFigure([
      { name: "Net", runs: runs(...Array<number[][]>(count).fill(matrix)) },
    ], { classes: CLASSES }).height;
  assert.equal(height(5), height(2));
  assert.ok(height(6) > height(5) + 50);
});

Deno.test("confusionFigure() gives the accuracy over all runs in words", () => {
  const { words } = confusionFigure([
    { name: "Net", runs: runs([[3, 1], [0, 4]], [[4, 0], [2, 2]]) },
    { name: "Empty", runs: runs([[0, 0], [0, 0]]) },
  ], { classes: CLASSES, disclaimer: "Made up." });
  assert.equal(
    words.alternative,
    "Confusion matrices of Net (2 runs) and Empty (1 run) over the classes Acne and Vitiligo. Accuracy over all runs: Net 0.81.",
  );
  assert.equal(words.disclaimer, "Made up.");
});
