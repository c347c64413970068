import type { Finding } from "../../../data/ledger/finding.ts";
import type { ArchitectureDetails } from "../benchmark/details.ts";
import type { NetworkReadings } from "../findings.ts";
import { UNION } from "../masks/union.ts";
import { benchmarkClaims } from "./benchmark_claims.ts";
import type { Material } from "./material.ts";

/** Whether the networks that the user brought exchange classes as the paper's did. */
export function networkClassOrder(material: Material): Finding | undefined {
  const { benchmark, networks, artifacts } = material;
  if (networks === undefined) return undefined;
  const { published, corrected } = networks;
  const compared = (benchmark?.architectures ?? []).flatMap((architecture) => {
    const by = architecture.diagnosis[published]?.accuracy ?? null;
    const own = architecture.diagnosis[corrected]?.accuracy ?? null;
    return by === null || own === null ? [] : [{ architecture, by, own }];
  });
  const better = compared.filter(({ by, own }) => own > by);
  const worse = compared.filter(({ by, own }) => own < by);
  if (better.length + worse.length === 0) return undefined;
  const same = worse.length === 0;
  const sentences = compared.map(({ architecture, by, own }) =>
    [
      `Mean accuracy of ${architecture.name} is ${
        own.toFixed(3)
      } with classes paired by name and ${by.toFixed(3)} paired by index.`,
      ...mapSentence(architecture, { published, corrected }),
    ].join(" ")
  );
  return {
    id: "network-class-order",
    severity: "high",
    title: same
      ? "The networks given exchange classes as the paper's did"
      : "The networks given do not all exchange classes as the paper's did",
    statement: `${
      same
        ? "Run anew, the networks show what the confusion matrices show: outputs mean other classes than the test folders' numbers."
        : "Outputs of the paper's networks mean other classes than the test folders' numbers; those of some networks given do not, so they are other networks, and the corrected tables are wrong for them."
    } ${sentences.join(" ")}`,
    evidence: {
      artifact: artifacts.benchmark,
      values: Object.fromEntries(
        compared.flatMap(({ architecture: { id }, by, own }) => [
          [`${id}_accuracy_by_index`, by],
          [`${id}_accuracy_by_class`, own],
        ]),
      ),
    },
    affects: benchmarkClaims(material),
  };
}

/** The characteristic whose score of maps changes most. */
function mapSentence(
  { explanation }: ArchitectureDetails,
  { published, corrected }: Pick<NetworkReadings, "published" | "corrected">,
): string[] {
  const before = explanation[published] ?? {};
  const changes = Object.entries(explanation[corrected] ?? {}).flatMap(
    ([row, { f1: after }]) => {
      const old = before[row]?.f1 ?? null;
      return row === UNION || old === null || after === null || old === after
        ? []
        : [{ row, old, after }];
    },
  ).toSorted((a, b) => Math.abs(b.after - b.old) - Math.abs(a.after - a.old));
  const [most] = changes;
  return most === undefined ? [] : [
    `Of the scores of its maps, F1 for ${most.row} changes most, to ${
      most.after.toFixed(2)
    } from ${most.old.toFixed(2)}.`,
  ];
}
