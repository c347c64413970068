import type { StdKind } from "../../metrics/mean_std.ts";
import { overRuns } from "./over_runs.ts";
import type { Reading } from "./params.ts";
import type { ArchitectureResults } from "./results.ts";
import type { SubjectScores } from "./subject_scores.ts";

/** How the maps of an architecture's networks score, in one reading. */
export function networkScores(
  { architecture, networks }: ArchitectureResults,
  { reading, std }: { readonly reading: Reading; readonly std: StdKind },
): SubjectScores {
  const runs = networks.map(({ id, readings }) => ({
    run: id,
    rows: readings.get(reading.id) ?? new Map(),
  }));
  return {
    subject: { id: architecture.id, name: architecture.name },
    runs,
    rows: overRuns(runs.map(({ rows }) => rows), { std }),
  };
}
