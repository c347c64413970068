import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import type { ModelEvidence } from "../evidence/evidence.ts";
import { counted } from "../prose/counted.ts";
import { listed } from "../prose/listed.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { prints } from "./prints.ts";

/** The four ways to read the accuracies: which runs' list, and which divisor. */
const READINGS = [
  { list: "published", std: "std_sample", divisor: "n - 1" },
  { list: "published", std: "std_population", divisor: "n" },
  { list: "printed", std: "std_sample", divisor: "n - 1" },
  { list: "printed", std: "std_population", divisor: "n" },
] as const;

/** The text's accuracies were taken over other images than the tables'. */
export function accuracyImages(material: Material): Finding | undefined {
  const { ledger, evidence, artifacts } = material;
  if (evidence === undefined) return undefined;
  const { images, models } = evidence;
  const claims = models.flatMap(({ id }) =>
    claimsOf(ledger, { table: "text", row: `accuracy_${id}` })
  );
  const tried = READINGS.map((reading) => ({
    ...reading,
    exact:
      models.flatMap((model) => agreeing(model, { claims, reading })).length,
  }));
  const best = tried.toSorted((a, b) => b.exact - a.exact)[0];
  const tables = tried.filter(({ list }) => list === "published").map((
    { exact },
  ) => exact);
  if (
    best === undefined || best.list !== "printed" || tables.includes(best.exact)
  ) {
    return undefined;
  }
  const others = [
    ...new Set(models.map(({ printed }) => String(printed.images))),
  ];
  return {
    id: "accuracy-images",
    severity: "medium",
    title: "The accuracies of the text are over other images than Table 5",
    statement: `The text gives the accuracies ${
      listed(models.map((model) => printedAccuracy(model, claims)))
    } beside Table 5, whose matrices hold ${
      counted(images, "image")
    } and give ${
      listed(
        models.map(({ name, published }) =>
          `${published.mean.toFixed(2)} ± ${
            published.std_sample.toFixed(2)
          } (${name})`
        ),
      )
    }. ${best.exact} of ${claims.length} printed numbers come out from the runs' accuracies over ${
      listed(others)
    } images with divisor ${best.divisor}; from the matrices at most ${
      Math.max(...tables)
    } do.`,
    evidence: {
      artifact: artifacts.evidence,
      values: Object.fromEntries([
        ["numbers", claims.length],
        ...tried.map(({ list, divisor, exact }) => [
          `exact over ${
            list === "printed" ? others.join(" or ") : images
          } images with ${divisor}`,
          exact,
        ]),
        ...models.flatMap(({ id, printed }) => [
          [`${id}_mean`, printed.mean],
          [`${id}_std`, printed[best.std]],
        ]),
      ]),
    },
    affects: claims.map(({ id }) => id),
  };
}

function agreeing(
  model: ModelEvidence,
  { claims, reading }: {
    readonly claims: readonly Claim[];
    readonly reading: typeof READINGS[number];
  },
): Claim[] {
  const summary = model[reading.list];
  const values: Readonly<Record<string, number>> = {
    mean: summary.mean,
    std: summary[reading.std],
  };
  return claims.filter((claim) => {
    const value = values[claim.statistic];
    return claim.row === `accuracy_${model.id}` && value !== undefined &&
      prints(value, claim);
  });
}

function printedAccuracy(
  { id, name }: ModelEvidence,
  claims: readonly Claim[],
): string {
  const own = claimsOf(claims, { row: `accuracy_${id}` });
  return `${own.map(printedText).join(" ± ")} (${name})`;
}
