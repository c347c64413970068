import type { Exhibits } from "../../pipeline/stages/exhibits/exhibit.ts";
import type { FigureWords } from "../../pipeline/stages/figures/figure.ts";
import { figurePng } from "../../pipeline/stages/figures/figure_png.ts";
import {
  type FigureFile,
  readFigure,
} from "../../pipeline/stages/report/figure_file.ts";
import { noise } from "./noise.ts";

/** Two checks, one of which does not hold, and a table with every kind of cell. */
export const REPORT_EXHIBITS: Exhibits = {
  caution: "These are no deep networks.",
  checks: [{
    id: "macro-f1",
    statement: "macro F1 is at least 0.75",
    value: 0.81236,
    threshold: 0.75,
    relation: ">=",
    holds: true,
  }, {
    id: "p-value",
    statement: "the test rejects at 0.01",
    value: 0.25,
    threshold: 0.01,
    relation: "<=",
    holds: false,
  }],
  exhibits: [{
    id: "union",
    title: "Maps against outlines",
    caption: "Means over runs.",
    notes: ["Mass is a share."],
    columns: ["Subject", "F1", "Remark"],
    rows: [{
      label: "Networks",
      strong: true,
      cells: [
        { value: 0.31416, std: 0.02, decimals: 2, paper: "0.25 ± 0.02" },
        { value: null, decimals: 0, text: "the better ones" },
      ],
    }, {
      label: "Centre",
      cells: [{ value: -0.5, decimals: 1 }, { value: null, decimals: 2 }],
    }],
  }],
};

/** A small figure with words. */
export function reportFigure(changes: Partial<FigureWords> = {}): FigureFile {
  const image = noise({ width: 4, height: 3, channels: 3 });
  const words = {
    title: "Two raters",
    caption: "Each outlined something.",
    alternative: "Two panels.",
    ...changes,
  };
  return readFigure(figurePng(image, words), {
    port: "figure2",
    file: "figures/figure2.png",
  });
}
