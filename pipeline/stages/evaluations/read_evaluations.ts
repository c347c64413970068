import { readCsv } from "../../../data/csv.ts";
import { TERM_KINDS, type TermKind } from "../../../data/dermx/ontology.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import type { Evaluation, Selection } from "./evaluation.ts";
import { wholeNumber } from "./whole_number.ts";

/** The two tables that together hold the evaluations. */
export interface EvaluationFiles {
  /** The path of `evaluations.csv`: one row per evaluation. */
  readonly evaluations: string;
  /** The path of `selections.csv`: one row per evaluation and distinct term. */
  readonly selections: string;
}

/**
 * Reads every evaluation with its selections, in the order of the tables.
 *
 * @throws {SyntaxError} If a field is not what its column promises.
 * @throws {RangeError} If a selection belongs to no evaluation, or an evaluation occurs twice.
 */
export async function readEvaluations(
  files: EvaluationFiles,
): Promise<Evaluation[]> {
  const found = new Map<string, Evaluation & { selections: Selection[] }>();
  const rows = await readCsv(files.evaluations, {
    columns: TABLE_COLUMNS.evaluations,
  });
  for (const { image, rater, width, height } of rows) {
    const key = `${rater} ${image}`;
    if (found.has(key)) {
      throw new RangeError(
        `Cannot read "${files.evaluations}": "${rater}" evaluates "${image}" twice: keep one row`,
      );
    }
    const place =
      `"${files.evaluations}", evaluation of "${image}" by "${rater}"`;
    found.set(key, {
      image,
      rater,
      width: wholeNumber(width, `${place}, width`),
      height: wholeNumber(height, `${place}, height`),
      selections: [],
    });
  }
  const selections = await readCsv(files.selections, {
    columns: TABLE_COLUMNS.selections,
  });
  for (const { image, rater, term, kind, ...rest } of selections) {
    const place =
      `"${files.selections}", "${term}" of "${image}" by "${rater}"`;
    const evaluation = found.get(`${rater} ${image}`);
    if (evaluation === undefined) {
      throw new RangeError(
        `Cannot place ${place}: "${files.evaluations}" has no such evaluation: supply both tables of one ingest`,
      );
    }
    evaluation.selections.push({
      term,
      kind: termKind(kind, place),
      position: wholeNumber(rest.position, `${place}, position`),
      instances: wholeNumber(rest.instances, `${place}, instances`),
      attributes: rest.attributes === "" ? [] : rest.attributes.split("|"),
    });
  }
  return [...found.values()];
}

function termKind(text: string, place: string): TermKind {
  const kind = TERM_KINDS.find((kind) => kind === text);
  if (kind === undefined) {
    throw new SyntaxError(
      `Cannot read ${place}: its kind "${text}" is unknown: use one of ${
        TERM_KINDS.join(", ")
      }`,
    );
  }
  return kind;
}
