import type {
  ArchitectureDetails,
  BenchmarkDetails,
} from "../../pipeline/stages/benchmark/details.ts";

/** Results of no network, on the photographs that were annotated, changed as said. */
export function benchmarkDetails(
  changes: Partial<BenchmarkDetails> = {},
): BenchmarkDetails {
  return {
    images: 0,
    photographs: { compared: 0, differing: 0, examples: [] },
    architectures: [],
    ...changes,
  };
}

/**
 * An architecture with an accuracy by wiring, and F1 of its maps by reading and
 * characteristic.
 */
export function architectureDetails(
  id: string,
  { accuracy = {}, f1 = {} }: {
    readonly accuracy?: Readonly<Record<string, number>>;
    readonly f1?: Readonly<
      Record<string, Readonly<Record<string, number | null>>>
    >;
  },
): ArchitectureDetails {
  return {
    id,
    name: id.toUpperCase(),
    runs: 1,
    diagnosis: Object.fromEntries(
      Object.entries(accuracy).map(([wiring, value]) => [
        wiring,
        { accuracies: [value], accuracy: value, macro_f1: value },
      ]),
    ),
    explanation: Object.fromEntries(
      Object.entries(f1).map(([reading, rows]) => [
        reading,
        Object.fromEntries(
          Object.entries(rows).map(([row, value]) => [
            row,
            { f1: value, outlines: reading.length },
          ]),
        ),
      ]),
    ),
  };
}
