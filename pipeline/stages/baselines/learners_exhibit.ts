import type { PaperNumbers } from "../benchmark/paper_numbers.ts";
import { meanCell } from "../benchmark/exhibits/cells.ts";
import type { Exhibit } from "../exhibits/exhibit.ts";
import { counted } from "../prose/counted.ts";
import type { BaselineDetails } from "./details.ts";
import type { Judgement } from "./judge_learner.ts";
import { MEASURES } from "./measures.ts";
import type { BaselinesParams } from "./params.ts";

/** The table of the paper's numbers that stand beside ours. */
const TABLE = "baselines";

/** Every learner, each measure over folds. */
export function learnersExhibit(
  judgements: readonly Judgement[],
  { details, params, paper }: {
    readonly details: BaselineDetails;
    readonly params: BaselinesParams;
    readonly paper: PaperNumbers;
  },
): Exhibit {
  return {
    id: "baselines",
    title: "Diagnoses from characteristics alone",
    caption: `Interpretable classifiers that see which of ${
      counted(params.characteristics.length, "characteristic")
    } raters outlined in an image, ${
      params.selections[0]!.title
    }: recall and F1 are unweighted means over diagnoses; mean ± standard deviation over ${
      counted(details.folds.length, "fold")
    }.`,
    notes: [
      describedNote(details, params),
      ...ordersNote(judgements),
      ...params.notes,
    ],
    columns: [
      "Classifier",
      "Recall",
      "F1",
      "Accuracy",
      "Lowest F1, random orders",
      "Highest F1, random orders",
    ],
    rows: judgements.map(({ learner: { name }, summary, orders }) => ({
      label: name,
      cells: [
        ...MEASURES.map((column) =>
          meanCell(summary[column], {
            paper: paper.at({ table: TABLE, row: name, column }),
          })
        ),
        ...[Math.min, Math.max].map((extreme) =>
          meanCell({ mean: orders && extreme(...orders.means.f1) })
        ),
      ],
    })),
  };
}

function describedNote(
  { images }: BaselineDetails,
  { undescribed }: BaselinesParams,
): string {
  const rest = images.undescribed.length;
  const treated = undescribed === "leave-out"
    ? "left out"
    : "counted as having none of the characteristics";
  return `${images.described} of ${
    counted(images.listed, "image")
  } of the folds have features${
    rest === 0 ? "" : `; the other ${rest} are ${treated}`
  }.`;
}

/** Why there are two more columns, if they say anything. */
function ordersNote(judgements: readonly Judgement[]): string[] {
  const drawn = (of: "rows" | "columns"): number =>
    judgements.find(({ orders }) => orders?.of === of)?.orders?.means.f1
      .length ?? 0;
  const rows = drawn("rows");
  const columns = drawn("columns");
  return [
    ...(rows === 0 ? [] : [
      `Which of equally near images vote, the order of the rows decides: F1 is given for ${
        counted(rows, "random order")
      }, too.`,
    ]),
    ...(columns === 0 ? [] : [
      `Which of equally good questions a tree asks, the order of the columns decides: likewise for ${
        counted(columns, "random order")
      }.`,
    ]),
  ];
}
