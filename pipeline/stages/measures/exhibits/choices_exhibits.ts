import { meanCell } from "../../benchmark/exhibits/cells.ts";
import type { Cell, Exhibit } from "../../exhibits/exhibit.ts";
import type { MeasureFigures, SubjectResults } from "../judge_subject.ts";
import { MEASURE_NAMES, MEASURES } from "../measures.ts";
import type { Measure } from "../params.ts";
import type { MeasuresResults } from "../results.ts";
import { choiceNotes } from "./choice_notes.ts";

/** One more than the paper prints: what moves less is of no consequence. */
const DECIMALS = 3;

/** The first row. */
const OWN_CHOICE = "The study's own choice";

/** Who stands in the table of a measure, with its numbers. */
export interface ChoiceColumn {
  /** Who it is. */
  readonly subject: SubjectResults["subject"];
  /** As the heading has it. */
  readonly name: string;
  /** By the study's own choice, then by each of the others; `undefined` where there is none. */
  readonly values: readonly (number | undefined)[];
}

/** How far each measure moves with what the authors did not publish: a table a measure. */
export function choicesExhibits(results: MeasuresResults): Exhibit[] {
  return MEASURES.flatMap((measure) => {
    const columns = columnsOf(results, measure);
    return columns.length === 0
      ? []
      : [choicesExhibit(results, { measure, columns })];
  });
}

function choicesExhibit(
  results: MeasuresResults,
  { measure, columns }: {
    readonly measure: Measure;
    readonly columns: readonly ChoiceColumn[];
  },
): Exhibit {
  const { params } = results;
  const judged = columns.filter(isJudged);
  const others = columns.filter((column) => !isJudged(column));
  const titles = params.alternatives[measure].map(({ title }) => title);
  return {
    id: `choices-${measure}`,
    title: `${MEASURE_NAMES[measure]}, by choice`,
    caption: `${
      params.definitions[measure]
    } That is the first row; each of the others changes one thing of it, and differences are from the first. Where folds are judged together, so are raters. No number stands where a choice was not computed or means nothing.`,
    notes: choiceNotes(judged, { measure, paper: results.paper }),
    columns: [
      "Choice",
      ...judged.flatMap(({ name }) => [name, `${name}, difference`]),
      ...others.map(({ name }) => name),
    ],
    rows: [OWN_CHOICE, ...titles].flatMap((label, i) =>
      columns.every(({ values }) => values[i] === undefined) ? [] : [{
        label,
        cells: [
          ...judged.flatMap(({ values }) => [
            valueCell(values[i]),
            valueCell(i === 0 ? undefined : difference(values[i], values[0])),
          ]),
          ...others.map(({ values }) => valueCell(values[i])),
        ],
        ...(i === 0 && { strong: true as const }),
      }]
    ),
  };
}

/** Those whose number some alternative changes or could change. */
function columnsOf(
  { subjects, params }: MeasuresResults,
  measure: Measure,
): ChoiceColumn[] {
  const { raters } = params;
  return subjects.flatMap(({ subject, figures }) => {
    const own = figures[measure];
    const isShown = subject.kind !== "raters" || subject.id === raters.id;
    if (own === undefined || !isShown || !hasAlternative(own)) return [];
    return [{
      subject,
      name: subject.kind === "raters" ? raters.name : subject.name,
      values: [own.base, ...own.alternatives].map((figure) => figure?.value),
    }];
  });
}

function hasAlternative({ alternatives }: MeasureFigures): boolean {
  return alternatives.some((figure) => figure?.value !== undefined);
}

function isJudged({ subject: { kind } }: ChoiceColumn): boolean {
  return kind === "network" || kind === "raters";
}

function difference(
  value: number | undefined,
  base: number | undefined,
): number | undefined {
  return value === undefined || base === undefined ? undefined : value - base;
}

function valueCell(mean: number | undefined): Cell {
  return meanCell({ mean }, { decimals: DECIMALS });
}
