import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import { benchmarkClaims } from "./benchmark_claims.ts";
import type { Material } from "./material.ts";
import { networkClaims } from "./network_claims.ts";

/** The networks were run on other photographs than those that raters saw. */
export function otherPhotographs(material: Material): Finding | undefined {
  const { benchmark, measures, artifacts } = material;
  const photographs = benchmark?.photographs ?? measures?.photographs ?? null;
  const [first] = photographs?.examples ?? [];
  if (photographs === null || first === undefined) return undefined;
  const { compared, differing } = photographs;
  return {
    id: "other-photographs",
    severity: "high",
    title: "The photographs given are not those that were annotated",
    statement: `Of ${
      counted(compared, "photograph")
    } that the networks saw, ${differing} ${
      differing === 1 ? "has" : "have"
    } another size than the annotations say: "${first.image}" has ${
      first.given.join(" x ")
    } pixels instead of ${
      first.annotated.join(" x ")
    }. What networks make of these pictures replicates nothing.`,
    evidence: {
      artifact: benchmark === undefined
        ? artifacts.measures
        : artifacts.benchmark,
      values: { photographs: compared, differing, example: first.image },
    },
    affects: [...benchmarkClaims(material), ...networkClaims(material)],
  };
}
