import type { Check } from "../exhibits/exhibit.ts";
import type { SubjectResults } from "./judge_subject.ts";
import { MEASURE_NAMES } from "./measures.ts";
import type { Measure, MeasureCheck } from "./params.ts";
import type { MeasuresResults } from "./results.ts";

/** What is called what a network has to exceed. */
const OTHERS: Readonly<Record<NonNullable<MeasureCheck["above"]>, string>> = {
  constant: "the best constant answer",
  centre: "the centre map",
  random: "noise",
};

/** What the study demands of its networks, and whether it holds; an undefined value fails. */
export function checksOf(
  { params, subjects }: Pick<MeasuresResults, "params" | "subjects">,
): Check[] {
  return params.checks.map((rule) => {
    const judged = subjects.filter(({ subject: { network } }) =>
      network?.id === rule.network
    );
    const own = baseOf(judged, rule.measure);
    const other = baseOf(othersOf(rule, subjects), rule.measure);
    const value = rule.above === null
      ? own
      : own === undefined || other === undefined
      ? undefined
      : own - other;
    const { id, threshold } = rule;
    return {
      id,
      statement: stated(rule, judged[0]?.subject.name ?? rule.network),
      value: value ?? null,
      threshold,
      relation: ">=" as const,
      holds: value !== undefined && value >= threshold,
    };
  });
}

function othersOf(
  { above }: MeasureCheck,
  subjects: readonly SubjectResults[],
): SubjectResults[] {
  return subjects.filter(({ subject: { id, kind } }) =>
    above === "constant" ? kind === "constant" : id === above
  );
}

/** The highest of several subjects. */
function baseOf(
  subjects: readonly SubjectResults[],
  measure: Measure,
): number | undefined {
  const values = subjects.flatMap(({ figures }) =>
    figures[measure]?.base?.value ?? []
  );
  return values.length === 0 ? undefined : Math.max(...values);
}

function stated(
  { measure, above, threshold }: MeasureCheck,
  name: string,
): string {
  const subject = `${MEASURE_NAMES[measure]} of ${name}`;
  return above === null
    ? `${subject} is at least ${threshold}, mean over folds`
    : `${subject} exceeds that of ${
      OTHERS[above]
    } by at least ${threshold}, mean over folds`;
}
