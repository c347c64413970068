import { meanStd } from "../../metrics/mean_std.ts";
import type { ArchitectureResults, BenchmarkResults } from "./results.ts";

/** Macro F1 of an architecture's runs, in the study's first wiring. */
export interface RankedArchitecture {
  /** The architecture. */
  readonly results: ArchitectureResults;
  /** Of the runs that have one. */
  readonly macroF1: readonly number[];
  /** Over these; `undefined` without any. */
  readonly mean: number | undefined;
}

/** The architecture with the highest mean macro F1; of equal ones the first. */
export function betterArchitecture(
  { architectures, params }: Pick<
    BenchmarkResults,
    "architectures" | "params"
  >,
): RankedArchitecture | undefined {
  const wiring = params.wirings[0]?.id ?? "";
  const ranked = architectures.map((results) => {
    const macroF1 = (results.diagnosis.get(wiring)?.macroF1 ?? [])
      .filter((value) => value !== undefined);
    return { results, macroF1, mean: meanStd(macroF1, params).mean };
  });
  return ranked.toSorted((a, b) => (b.mean ?? -1) - (a.mean ?? -1))[0];
}
