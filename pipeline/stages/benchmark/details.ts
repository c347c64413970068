import { meanStd } from "../../metrics/mean_std.ts";
import type { PhotographSizes } from "../evaluations/photograph_sizes.ts";
import type { BenchmarkResults } from "./results.ts";

/** Diagnoses of an architecture in one wiring. */
export interface DiagnosisDetails {
  /** Shares of right diagnoses, by run. */
  readonly accuracies: readonly number[];
  /** Their mean; `null` without runs. */
  readonly accuracy: number | null;
  /** Mean F1 over classes, mean over runs; `null` without runs. */
  readonly macro_f1: number | null;
}

/** Maps of an architecture against outlines of one characteristic. */
export interface ExplanationDetails {
  /** Mean over runs; `null` where undefined. */
  readonly f1: number | null;
  /** Different outlines. */
  readonly outlines: number;
}

/** One architecture's results. */
export interface ArchitectureDetails {
  /** In snake_case. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** How many networks it has. */
  readonly runs: number;
  /** By wiring. */
  readonly diagnosis: Readonly<Record<string, DiagnosisDetails>>;
  /** By reading, then by characteristic. */
  readonly explanation: Readonly<
    Record<string, Readonly<Record<string, ExplanationDetails>>>
  >;
}

/** What findings need of the stage's results: `benchmark.json`. */
export interface BenchmarkDetails {
  /** Different images on which any network is judged. */
  readonly images: number;
  /** How the photographs compare with what was annotated. */
  readonly photographs: PhotographSizes;
  /** In the order of the tables. */
  readonly architectures: readonly ArchitectureDetails[];
}

/** What findings need of the results. */
export function detailsOf(results: BenchmarkResults): BenchmarkDetails {
  const { images, photographs, architectures, explanations, params } = results;
  return {
    images,
    photographs,
    architectures: architectures.map((
      { architecture, networks, diagnosis },
    ) => ({
      id: architecture.id,
      name: architecture.name,
      runs: networks.length,
      diagnosis: Object.fromEntries(
        [...diagnosis].map(([wiring, { accuracy, macroF1 }]) => {
          const accuracies = defined(accuracy);
          return [wiring, {
            accuracies,
            accuracy: meanStd(accuracies, params).mean ?? null,
            macro_f1: meanStd(defined(macroF1), params).mean ?? null,
          }];
        }),
      ),
      explanation: Object.fromEntries(
        [...explanations].map(([reading, subjects]) => {
          const own = subjects.find(({ subject }) =>
            subject.id === architecture.id
          );
          return [
            reading,
            Object.fromEntries(
              [...own?.rows ?? []].map(([row, { values, outlines }]) => [
                row,
                { f1: values.f1.mean ?? null, outlines },
              ]),
            ),
          ];
        }),
      ),
    })),
  };
}

function defined(values: readonly (number | undefined)[]): number[] {
  return values.filter((value) => value !== undefined);
}
