import { countCell, meanCell } from "../../benchmark/exhibits/cells.ts";
import type { Exhibit } from "../../exhibits/exhibit.ts";
import { counted } from "../../prose/counted.ts";
import { listed } from "../../prose/listed.ts";
import type { SubjectResults } from "../judge_subject.ts";
import { MEASURE_NAMES, MEASURES } from "../measures.ts";
import type { MeasuresParams } from "../params.ts";
import type { MeasuresResults } from "../results.ts";

/** The three measures by the study's own choice, of everyone. */
export function measuresExhibit(
  { params, subjects, folds, paper }: MeasuresResults,
): Exhibit {
  const { definitions, raters, std } = params;
  const spread = std === "population" ? "n" : "n − 1";
  return {
    id: "measures",
    title: "Diagnosis, identification and localisation",
    caption: [
      ...MEASURES.map((measure) => definitions[measure]),
      folds.length === 0
        ? ""
        : `Networks, constant answers and maps: mean ± standard deviation over ${
          counted(folds.length, "fold")
        } with ${counted(folds.flat().length, "test image")} in all.`,
      `${raters.name}: the same over ${
        counted(raters.people.length, raters.one)
      }, each on the images of which the evaluation counts. Standard deviations have the divisor ${spread}.`,
    ].filter((sentence) => sentence !== "").join(" "),
    notes: [
      ...yardstickNotes(subjects, params),
      ...paperNote(params),
      ...params.notes,
    ],
    columns: [
      "Who",
      ...MEASURES.map((measure) => MEASURE_NAMES[measure]),
      folds.length === 0 ? "Raters" : "Folds or raters",
    ],
    rows: subjects.map(({ subject, figures }) => {
      const printed = subject.id === raters.id
        ? raters.paper
        : subject.network?.paper ?? null;
      return {
        label: subject.name,
        cells: [
          ...MEASURES.map((measure) => {
            const { value: mean, std } = figures[measure]?.base ?? {};
            return meanCell({ mean, std }, {
              paper: paper.at(measure, printed),
            });
          }),
          countCell(subject.groups.length),
        ],
        ...(subject.kind === "network" && { strong: true as const }),
      };
    }),
  };
}

/** What the rows are for that no paper has. */
function yardstickNotes(
  subjects: readonly SubjectResults[],
  { raters }: MeasuresParams,
): string[] {
  const has = (kind: SubjectResults["subject"]["kind"]): boolean =>
    subjects.some(({ subject }) => subject.kind === kind);
  return [
    `Networks are compared with what all raters together outlined. So is a ${raters.one} in the second of the two rows; as this outline is among them, that flatters, and the first row leaves it out. Where a ${raters.one} diagnoses, the gold standard is the same in both, and the number stands once.`,
    ...(has("constant")
      ? [
        "Constant answers look at no image: for each characteristic, to say that it is always there has the highest F1 that a constant can have. What a network adds is the distance from there.",
      ]
      : []),
    ...(has("map")
      ? [
        "The centre map and noise look at no image either; they are given every characteristic as found.",
      ]
      : []),
  ];
}

/** Whose numbers stand beside a network's, where that is another one. */
function paperNote({ networks }: MeasuresParams): string[] {
  const pairs = networks.flatMap(({ name, paper }) =>
    paper === null || paper === name ? [] : [`${paper}'s beside ${name}`]
  );
  return pairs.length === 0 ? [] : [
    `The paper's numbers are of other networks on other images: ${
      listed(pairs)
    }.`,
  ];
}
