import { diagnosisScores } from "./diagnosis_scores.ts";
import type { NetworkResults } from "./judge_network.ts";
import type { BenchmarkArchitecture, BenchmarkParams } from "./params.ts";
import type { ArchitectureResults } from "./results.ts";
import { wiredMatrix } from "./wired_matrix.ts";

/** Brings together an architecture's networks, and scores their diagnoses in each wiring. */
export function architectureResults(
  architecture: BenchmarkArchitecture,
  { params, networks }: {
    readonly params: BenchmarkParams;
    readonly networks: ReadonlyMap<string, NetworkResults>;
  },
): ArchitectureResults {
  const { wirings, diagnoses, labels } = params;
  const own = architecture.networks.flatMap((id) => networks.get(id) ?? []);
  return {
    architecture,
    networks: own,
    diagnosis: new Map(
      wirings.map((wiring) => {
        const runs = own.map(({ counts }) =>
          wiredMatrix(counts, { wiring, diagnoses })
        );
        return [wiring.id, diagnosisScores(runs, { ...params, names: labels })];
      }),
    ),
  };
}
