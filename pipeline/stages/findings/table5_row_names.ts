import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import { listed } from "../prose/listed.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { prints } from "./prints.ts";
import { tableNames } from "./table_names.ts";

/** Rows of Table 5 carry the name of the predicted class, not of the images they score. */
export function table5RowNames(material: Material): Finding | undefined {
  const { ledger, evidence, artifacts } = material;
  if (evidence === undefined) return undefined;
  const { classes, models } = evidence;
  const mixed = classes.filter(({ actual, predicted }) => actual !== predicted);
  const rows = new Map(
    mixed.map(({ actual, predicted }) => [predicted, actual]),
  );
  const claims = models
    .flatMap(({ table }) => claimsOf(ledger, { table }))
    .filter(({ row, computed }) => rows.has(row) && computed !== null);
  const asPredicted = claims.filter(({ status }) => status === "exact").length;
  // Under the images' names, the value that the ledger has for the row named
  // after the column would stand in the row named after the images.
  const named = new Map(
    mixed.map(({ actual, predicted }) => [actual, predicted]),
  );
  const asActual = claims.filter((claim) => {
    const value = counterpart(claims, { claim, row: named.get(claim.row) });
    return value !== undefined && prints(value, claim);
  }).length;
  if (asPredicted <= asActual) return undefined;
  const tables = tableNames(models.map(({ table }) => table));
  const pairs = [...rows].map(([name, images]) =>
    `the row named ${name} scores the images of ${images}`
  );
  return {
    id: "table5-row-names",
    severity: "medium",
    title:
      "Rows of Table 5 are named after predictions, not after the images they score",
    statement: `In ${tables} ${
      listed(pairs)
    }. Named so, ${asPredicted} of ${claims.length} numbers in these rows come out as printed; named after the images, ${asActual} do.`,
    evidence: {
      artifact: artifacts.ledger,
      values: {
        numbers: claims.length,
        exact_named_by_prediction: asPredicted,
        exact_named_by_image: asActual,
      },
    },
    affects: claims.map(({ id }) => id),
  };
}

function counterpart(
  claims: readonly Claim[],
  { claim, row }: { readonly claim: Claim; readonly row: string | undefined },
): number | undefined {
  if (row === undefined) return undefined;
  const { table, column, statistic } = claim;
  return claimsOf(claims, { table, row, column, statistic })[0]?.computed ??
    undefined;
}
