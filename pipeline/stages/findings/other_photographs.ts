import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import { benchmarkClaims } from "./benchmark_claims.ts";
import type { Material } from "./material.ts";

/** The networks were run on other photographs than those that raters saw. */
export function otherPhotographs(material: Material): Finding | undefined {
  const { benchmark, artifacts } = material;
  const [first] = benchmark?.photographs.examples ?? [];
  if (benchmark === undefined || first === undefined) return undefined;
  const { compared, differing } = benchmark.photographs;
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
    }. Tables 5 and 6 of this run are about these pictures and replicate nothing.`,
    evidence: {
      artifact: artifacts.benchmark,
      values: { photographs: compared, differing, example: first.image },
    },
    affects: benchmarkClaims(material),
  };
}
