import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/** More or fewer kept evaluations have several diagnoses than the text says. */
export function severalDiagnoses(material: Material): Finding | undefined {
  const { ledger, census, artifacts } = material;
  const claim =
    claimsOf(ledger, { table: "text", row: "multiple_diagnoses" })[0];
  if (census === undefined || claim === undefined) return undefined;
  const found =
    census.several_diagnoses.filter(({ discarded }) => !discarded).length;
  if (found === claim.printed) return undefined;
  const kept = claimsOf(ledger, { table: "text", row: "evaluations_kept" });
  return {
    id: "several-diagnoses",
    severity: "medium",
    title: "The number of evaluations with several diagnoses is not the text's",
    statement: `The text says that ${
      counted(claim.printed, "evaluation")
    } had several diagnoses and left the analysis. In the release ${found} undiscarded ${
      found === 1 ? "evaluation has" : "evaluations have"
    } several.`,
    evidence: {
      artifact: artifacts.census,
      values: { printed: claim.printed, several_diagnoses: found },
    },
    affects: [claim, ...kept].map(({ id }) => id),
  };
}
