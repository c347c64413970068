import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

/** The release has another number of additional descriptive terms than the text. */
export function additionalTerms(material: Material): Finding | undefined {
  const { ledger, census, artifacts } = material;
  const claim = claimsOf(ledger, {
    table: "text",
    row: "terms",
    statistic: "additional",
  })[0];
  if (census === undefined || claim === undefined) return undefined;
  const terms = census.attributes;
  if (terms.length === claim.printed) return undefined;
  return {
    id: "additional-terms",
    severity: "low",
    title: "The number of additional terms is not the text's",
    statement: `The text names ${
      counted(claim.printed, "additional term")
    }; the annotations use ${terms.length} different ones: ${
      terms.map(({ attribute }) => attribute).join(", ")
    }.`,
    evidence: {
      artifact: artifacts.census,
      values: Object.fromEntries([
        ["printed", claim.printed],
        ["terms", terms.length],
        ...terms.map((
          { attribute, selections },
        ) => [`selections: ${attribute}`, selections]),
      ]),
    },
    affects: [claim.id],
  };
}
