import type { Finding } from "../../../data/ledger/finding.ts";
import type { LabelComparison } from "../labels/compare_labels.ts";
import { counted } from "../prose/counted.ts";
import { listed } from "../prose/listed.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { networkClaims } from "./network_claims.ts";

/** What a rule yields of all that is printed. */
interface RuleComparison {
  readonly rule: string;
  readonly same: number;
  /** By notebook. */
  readonly notebooks: readonly LabelComparison[];
}

/** Which characteristics an image has is nowhere defined; one rule nearly yields it. */
export function labelRule(material: Material): Finding | undefined {
  const { ledger, labels, artifacts } = material;
  const rules = byRule(labels ?? []).toSorted((a, b) => b.same - a.same);
  const [best, next] = rules;
  if (best === undefined || next === undefined) return undefined;
  const shares = best.notebooks.map(({ notebook, printed, same }) =>
    `${same} of ${counted(printed, "label")} in "${notebook}"`
  );
  const others = best.notebooks.flatMap(({ other }) => other).map((
    { image, characteristic, present },
  ) =>
    `${characteristic} of "${image}", printed as ${
      present ? "there" : "absent"
    }`
  );
  return {
    id: "label-rule",
    severity: "medium",
    title:
      "What gives an image a characteristic is not published, only recovered",
    statement:
      `No publication says what gives an image a characteristic, but the authors' notebooks print some. The rule "${best.rule}" yields ${
        listed(shares)
      }${
        others.length === 0
          ? ""
          : `; the ${others.length === 1 ? "other is" : "others are"} ${
            listed(others)
          }`
      }. The next best of ${rules.length} rules, "${next.rule}", yields ${next.same} instead of ${best.same}.`,
    evidence: {
      artifact: artifacts.labels,
      values: Object.fromEntries([
        ...best.notebooks.map((
          { notebook, printed },
        ) => [`printed: ${notebook}`, printed]),
        ...rules.flatMap(({ rule, notebooks }) =>
          notebooks.map(({ notebook, same }) => [
            `${rule}: ${notebook}`,
            same,
          ])
        ),
      ]),
    },
    affects: [
      ...networkClaims(material, ["identification_f1", "localisation_f1"]),
      ...claimsOf(ledger, { table: "baselines" }).map(({ id }) => id),
    ],
  };
}

function byRule(comparisons: readonly LabelComparison[]): RuleComparison[] {
  return [...Map.groupBy(comparisons, ({ rule }) => rule)].map(
    ([rule, own]) => ({
      rule,
      same: own.reduce((sum, { same }) => sum + same, 0),
      notebooks: own,
    }),
  );
}
