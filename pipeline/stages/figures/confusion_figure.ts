import type { Colour } from "../../../models/maps/colour_map.ts";
import {
  type ConfusionMatrix,
  matrixAccuracy,
} from "../../metrics/confusion_matrix.ts";
import { counted } from "../prose/counted.ts";
import { listed } from "../prose/listed.ts";
import { type Box, INK, MUTED } from "./drawing.ts";
import type { Figure, FigureWords } from "./figure.ts";
import { cutTo, widthOf } from "./lettering.ts";
import { FIRST } from "./palette.ts";
import { MARGIN, Sheet, SHEET_WIDTH, SIZE } from "./sheet.ts";

/** The runs of one architecture. */
export interface ArchitectureMatrices {
  /** Its name for people. */
  readonly name: string;
  /** By run; rows and columns follow the figure's classes. */
  readonly runs: readonly {
    readonly run: string;
    readonly matrix: ConfusionMatrix;
  }[];
}

interface Panel {
  readonly name: string;
  readonly matrix: ConfusionMatrix;
}

/** More panels than these start another row. */
const PER_ROW = 6;
const GAP = 12;
/** For the names of the classes, at the left of each row of panels. */
const LABELS = 150;
/** Above the panels of an architecture, for its name. */
const TITLE = 26;
/** Above each row of panels, for the names of the runs. */
const HEAD = 22;
const NUMBER = 7.5;

/**
 * The paper's Appendix Figure 3: the confusion matrix of each run of each
 * architecture, and their sum.
 *
 * @param options.classes The names of the classes, in the order of rows and columns.
 * @param options.disclaimer What is said of made-up data.
 */
export function confusionFigure(
  architectures: readonly ArchitectureMatrices[],
  options: {
    readonly classes: readonly string[];
    readonly disclaimer?: string;
  },
): Figure {
  const { classes } = options;
  const sheet = new Sheet();
  const { drawing } = sheet;
  const left = MARGIN + LABELS;
  const room = SHEET_WIDTH - left - MARGIN - (PER_ROW - 1) * GAP;
  const side = Math.floor(room / PER_ROW / classes.length) * classes.length;
  let y = 8;
  for (const { name, runs } of architectures) {
    y += TITLE;
    drawing.text(cutTo(name, { width: room, size: 12 }), {
      x: left,
      y: y - 6,
      size: 12,
      strong: true,
    });
    const panels: Panel[] = runs.map(({ run, matrix }) => ({
      name: `Run ${run}`,
      matrix,
    }));
    if (runs.length > 1) {
      panels.push({ name: "All runs", matrix: sum(runs.map((r) => r.matrix)) });
    }
    for (let first = 0; first < panels.length; first += PER_ROW) {
      y += HEAD;
      classLabels(sheet, { classes, y, side });
      panels.slice(first, first + PER_ROW).forEach((panel, i) => {
        const box = {
          x: left + i * (side + GAP),
          y,
          width: side,
          height: side,
        };
        matrixPanel(sheet, { panel, box });
      });
      y += side + 8;
    }
  }
  const widest = Math.max(
    ...classes.map((name) => Math.min(LABELS, widthOf(name, SIZE.small))),
  );
  const columns = Math.min(
    PER_ROW,
    Math.max(
      ...architectures.map(({ runs: { length } }) =>
        length + (length > 1 ? 1 : 0)
      ),
    ),
  );
  for (let i = 0; i < columns; i++) {
    classes.forEach((name, k) => {
      const x = left + i * (side + GAP) + (k + .5) * side / classes.length;
      drawing.text(cutTo(name, { width: LABELS, size: SIZE.small }), {
        x: x + SIZE.small / 2,
        y,
        size: SIZE.small,
        align: "end",
        upwards: true,
      });
    });
  }
  return sheet.finish(y + widest + 14, {
    note: "Rows: gold standard. Columns: prediction.",
    words: wordsOf(architectures, options),
  });
}

function classLabels(
  { drawing }: Sheet,
  { classes, y, side }: {
    readonly classes: readonly string[];
    readonly y: number;
    readonly side: number;
  },
): void {
  const cell = side / classes.length;
  classes.forEach((name, k) => {
    drawing.text(cutTo(name, { width: LABELS - 10, size: SIZE.small }), {
      x: MARGIN + LABELS - 8,
      y: y + (k + .5) * cell + SIZE.small / 2,
      size: SIZE.small,
      align: "end",
    });
  });
}

/** A matrix: the darker a cell, the larger its share of the row. */
function matrixPanel(
  { drawing }: Sheet,
  { panel: { name, matrix }, box }: {
    readonly panel: Panel;
    readonly box: Box;
  },
): void {
  const { x, y, width: side } = box;
  const cell = side / matrix.length;
  drawing.text(name, { x, y: y - 7, size: SIZE.small, strong: true });
  const accuracy = matrixAccuracy(matrix);
  if (accuracy !== undefined) {
    drawing.text(accuracy.toFixed(2), {
      x: x + side,
      y: y - 7,
      size: SIZE.small,
      align: "end",
      colour: MUTED,
    });
  }
  matrix.forEach((counts, row) => {
    const total = counts.reduce((all, count) => all + count, 0);
    counts.forEach((count, column) => {
      const share = total === 0 ? 0 : count / total;
      const place = {
        x: x + column * cell,
        y: y + row * cell,
        width: cell,
        height: cell,
      };
      drawing.box(place, { fill: shade(share) });
      const text = String(count);
      const fit = (cell - 4) / widthOf(text, 1);
      const size = Math.min(NUMBER, fit);
      drawing.text(text, {
        x: place.x + cell / 2,
        y: place.y + cell / 2 + size / 2,
        size,
        align: "middle",
        colour: share > 0.5 ? [255, 255, 255] : count === 0 ? FAINT : INK,
      });
    });
  });
  drawing.box(box, { line: EDGE });
}

const FAINT: Colour = [140, 146, 155];
const EDGE: Colour = [176, 180, 187];
const PALEST: Colour = [246, 247, 249];

function shade(share: number): Colour {
  const part = (c: 0 | 1 | 2): number =>
    Math.round(PALEST[c] + share * (FIRST[c] - PALEST[c]));
  return [part(0), part(1), part(2)];
}

function sum(matrices: readonly ConfusionMatrix[]): ConfusionMatrix {
  return matrices.reduce((total, matrix) =>
    total.map((row, i) => row.map((count, k) => count + matrix[i]![k]!))
  );
}

function wordsOf(
  architectures: readonly ArchitectureMatrices[],
  { classes, disclaimer }: {
    readonly classes: readonly string[];
    readonly disclaimer?: string;
  },
): FigureWords {
  const names = architectures.map(({ name, runs }) =>
    `${name} (${counted(runs.length, "run")})`
  );
  const accuracies = architectures.flatMap(({ name, runs }) => {
    const accuracy = matrixAccuracy(sum(runs.map(({ matrix }) => matrix)));
    return accuracy === undefined ? [] : [`${name} ${accuracy.toFixed(2)}`];
  });
  return {
    title: "Confusion matrices",
    caption:
      "Images by gold standard (rows) and prediction (columns), for each run and for all runs together; at the right above a matrix its accuracy. A cell is the darker, the larger its share of the row. After the dataset paper's Appendix Figure 3.",
    alternative: `Confusion matrices of ${listed(names)} over the classes ${
      listed(classes)
    }. Accuracy over all runs: ${listed(accuracies)}.`,
    ...(disclaimer === undefined ? {} : { disclaimer }),
  };
}
