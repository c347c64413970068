import type { Exhibits } from "../exhibits/exhibit.ts";
import { photographCaution } from "../prose/photograph_caution.ts";
import { checksOf } from "./checks.ts";
import { comparisonExhibit } from "./exhibits/comparison_exhibit.ts";
import { diagnosisExhibit } from "./exhibits/diagnosis_exhibit.ts";
import { measureExhibit } from "./exhibits/measure_exhibit.ts";
import { readingsExhibit } from "./exhibits/readings_exhibit.ts";
import { runsExhibit } from "./exhibits/runs_exhibit.ts";
import { statesExhibit } from "./exhibits/states_exhibit.ts";
import { unionExhibit } from "./exhibits/union_exhibit.ts";
import type { BenchmarkResults } from "./results.ts";

/** The measures that are shown by characteristic. */
const BY_CHARACTERISTIC = [
  "f1",
  "sensitivity",
  "specificity",
  "pointing",
  "mass",
  "rank",
] as const;

/** The results for people: the first reading in full, the others in one table. */
export function exhibitsOf(results: BenchmarkResults): Exhibits {
  const { params: { wirings, readings, compared } } = results;
  const [reading] = readings;
  const pairs = readings.find(({ id }) => id === compared);
  return {
    checks: checksOf(results),
    caution: photographCaution(results.params.caution, results.photographs),
    exhibits: [
      ...wirings.map((wiring) => diagnosisExhibit(results, wiring)),
      runsExhibit(results),
      ...(reading === undefined ? [] : [
        unionExhibit(results, reading),
        ...BY_CHARACTERISTIC.map((measure) =>
          measureExhibit(results, { reading, measure })
        ),
      ]),
      ...(readings.length > 1 ? [readingsExhibit(results)] : []),
      ...(pairs === undefined ? [] : [comparisonExhibit(results, pairs)]),
      statesExhibit(results),
    ],
  };
}
