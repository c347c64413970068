import type { Confusion } from "../../../metrics/confusion.ts";
import { f1, sensitivity, specificity } from "../../../metrics/rates.ts";
import { countCell, meanCell } from "../../benchmark/exhibits/cells.ts";
import type { Cell, Exhibit } from "../../exhibits/exhibit.ts";
import { ALWAYS_PRESENT } from "../constant_subjects.ts";
import type { SubjectResults } from "../judge_subject.ts";
import type { MeasuresResults } from "../results.ts";

const RATES = { F1: f1, sensitivity, specificity };

/** How well each characteristic is found. */
export function identificationExhibit(
  { params, subjects }: MeasuresResults,
): Exhibit {
  const { raters } = params;
  // It says yes to everything: its hits are the images that have a characteristic.
  const always = subjects.find(({ subject }) => subject.id === ALWAYS_PRESENT);
  const shown = subjects.filter(({ subject: { kind, id } }) =>
    kind === "network" || id === raters.id
  );
  return {
    id: "identification-characteristics",
    title: "Identification of each characteristic",
    caption:
      `${params.definitions.identification} Here the answers of all folds, and those of all raters, are counted together, so that the mean of a column need not be the number above.`,
    notes: [
      ...(always === undefined ? [] : [
        "Images are those whose labels count. F1 of the answer that a characteristic is always there grows with the share of images that have it, and so does F1 of everyone else: compare within rows.",
      ]),
      `${raters.name} are compared with the others of an image, who are fewer than those behind the labels of the networks.`,
    ],
    columns: [
      "Characteristic",
      ...(always === undefined
        ? []
        : ["Images", "Share", "Always present, F1"]),
      ...shown.flatMap(({ subject: { id, name } }) =>
        Object.keys(RATES).map((rate) =>
          `${id === raters.id ? raters.name : name}, ${rate}`
        )
      ),
    ],
    rows: params.characteristics.map((label, k) => ({
      label,
      cells: [
        ...(always === undefined ? [] : prevalenceCells(always.findings[k])),
        ...shown.flatMap(({ findings }) => rateCells(findings, k)),
      ],
    })),
  };
}

/** How often a characteristic is there, and F1 of saying so always. */
function prevalenceCells(counts: Confusion | undefined): Cell[] {
  if (counts === undefined) {
    return [
      countCell(0),
      ...Array<Cell>(2).fill(meanCell({ mean: undefined })),
    ];
  }
  const images = counts.tp + counts.fn;
  const labelled = images + counts.fp + counts.tn;
  return [
    countCell(images),
    meanCell({ mean: images / labelled }),
    meanCell({ mean: f1(counts) }),
  ];
}

function rateCells(
  findings: SubjectResults["findings"],
  characteristic: number,
): Cell[] {
  const counts = findings[characteristic];
  return Object.values(RATES).map((rate) =>
    meanCell({ mean: counts && rate(counts) })
  );
}
