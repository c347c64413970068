import { countCell, meanCell } from "../../benchmark/exhibits/cells.ts";
import type { Exhibit } from "../../exhibits/exhibit.ts";
import type { SubjectResults } from "../judge_subject.ts";
import type { MeasuresResults } from "../results.ts";

/** How well maps show where each characteristic is. */
export function localisationExhibit(
  { params, subjects }: MeasuresResults,
): Exhibit {
  const { raters } = params;
  const shown = subjects.filter(({ subject: { kind, id } }) =>
    kind === "network" || kind === "map" || id === raters.id
  );
  const nameOf = ({ subject: { id, name } }: SubjectResults): string =>
    id === raters.id ? raters.name : name;
  const [first] = shown;
  const hasNetworks = shown.some(({ subject }) => subject.kind === "network");
  return {
    id: "localisation-characteristics",
    title: "Localisation of each characteristic",
    caption:
      `${params.definitions.localisation} Here it is the mean over the pairs of image and characteristic of all folds, or of all raters.${
        first === undefined
          ? ""
          : ` "Pairs" counts those of the column "${nameOf(first)}".`
      }`,
    notes: [
      ...(hasNetworks
        ? [
          "Beside a network stands the share of the pairs in which it finds the characteristic: what it does not find has no map to be compared.",
        ]
        : []),
      `Of ${raters.name.toLowerCase()} a pair is an image, a characteristic and one of them, compared with the others.`,
    ],
    columns: [
      "Characteristic",
      ...shown.flatMap((results, i) => [
        ...(i === 0 ? ["Pairs"] : []),
        nameOf(results),
        ...(results.subject.kind === "network"
          ? [`${nameOf(results)}, found`]
          : []),
      ]),
    ],
    rows: params.characteristics.map((label, k) => ({
      label,
      cells: shown.flatMap(({ subject: { kind }, maps }, i) => {
        const { pairs = 0, found = 0, f1 } = maps[k] ?? {};
        const share = pairs === 0 ? undefined : found / pairs;
        return [
          ...(i === 0 ? [countCell(pairs)] : []),
          meanCell({ mean: f1 }),
          ...(kind === "network" ? [meanCell({ mean: share })] : []),
        ];
      }),
    })),
  };
}
