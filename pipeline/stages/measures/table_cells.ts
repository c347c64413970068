import type { TableCell } from "../../../data/ledger/table.ts";
import { MEASURE_ROWS, MEASURES } from "./measures.ts";
import type { MeasuresResults } from "./results.ts";

/** What the column of `tables/choices.csv` calls the study's own choice. */
const OWN_CHOICE = "base";

/**
 * The measures by the study's own choice, named as the paper's numbers are: of the
 * networks, and of raters those that no paper prints and no other stage computes.
 */
export function frameworkCells(
  { subjects, params }: MeasuresResults,
): TableCell[] {
  const named = subjects.filter(({ subject: { kind, id } }) =>
    kind === "network" || id === params.raters.id
  );
  return MEASURES.flatMap((measure) =>
    named.flatMap(({ subject: { kind, id }, figures }) => {
      const value = figures[measure]?.base?.value;
      const isElsewhere = kind === "raters" && measure === "diagnosis";
      return value === undefined || isElsewhere ? [] : [{
        row: MEASURE_ROWS[measure],
        column: "",
        statistic: id,
        value,
      }];
    })
  );
}

/** Everyone's measures in every choice: column `base`, and a column an alternative. */
export function choiceCells(
  { subjects, params }: MeasuresResults,
): TableCell[] {
  return MEASURES.flatMap((measure) =>
    [OWN_CHOICE, ...params.alternatives[measure].map(({ title }) => title)]
      .flatMap((column, i) =>
        subjects.flatMap(({ subject, figures }) => {
          const own = figures[measure];
          const figure = i === 0 ? own?.base : own?.alternatives[i - 1];
          return figure?.value === undefined ? [] : [{
            row: MEASURE_ROWS[measure],
            column,
            statistic: subject.id,
            value: figure.value,
          }];
        })
      )
  );
}

/** The measures of each fold by the study's own choice; raters have none. */
export function foldCells({ subjects }: MeasuresResults): TableCell[] {
  return MEASURES.flatMap((measure) =>
    subjects.filter(({ subject }) => subject.kind !== "raters").flatMap(
      ({ subject, figures }) =>
        (figures[measure]?.base?.groups ?? []).flatMap((value, fold) =>
          value === undefined ? [] : [{
            row: MEASURE_ROWS[measure],
            column: subject.id,
            statistic: subject.groups[fold]!,
            value,
          }]
        ),
    )
  );
}
