import type { Finding } from "../../../data/ledger/finding.ts";
import { listed } from "../prose/listed.ts";
import { UNION } from "../masks/union.ts";
import { benchmarkClaims } from "./benchmark_claims.ts";
import type { Material } from "./material.ts";

/** What the outlines of discarded evaluations do to Table 6, as networks show it. */
export function discardedMasksEffect(material: Material): Finding | undefined {
  const { benchmark, networks, artifacts } = material;
  if (networks === undefined) return undefined;
  const rows = (benchmark?.architectures ?? []).flatMap((architecture) => {
    const all = architecture.explanation[networks.published] ?? {};
    const kept = architecture.explanation[networks.kept] ?? {};
    return Object.entries(all).flatMap(([row, { f1, outlines }]) => {
      const other = kept[row];
      // The two readings of the union differ in more than the evaluations.
      if (row === UNION || f1 === null || other === undefined) return [];
      if (other.f1 === null) return [];
      return [{
        id: architecture.id,
        name: architecture.name,
        row,
        outlines,
        kept: other.outlines,
        before: f1,
        after: other.f1,
      }];
    });
  });
  const changed = rows.filter(({ before, after }) =>
    before.toFixed(2) !== after.toFixed(2)
  ).toSorted((a, b) =>
    Math.abs(b.after - b.before) - Math.abs(a.after - a.before)
  );
  if (changed.length === 0) return undefined;
  const examples = changed.slice(0, 3).map(({ name, row, before, after }) =>
    `${row} of ${name} ${after.toFixed(2)} instead of ${before.toFixed(2)}`
  );
  return {
    id: "discarded-masks-effect",
    severity: "medium",
    title: "Discarded evaluations change Table 6",
    statement:
      `Without the outlines of discarded evaluations, mean F1 reads otherwise at two decimals in ${changed.length} of ${rows.length} rows of Table 6 as these networks fill it: ${
        listed(examples)
      }${
        changed.length > examples.length
          ? ", to name those that change most"
          : ""
      }.`,
    evidence: {
      artifact: artifacts.benchmark,
      values: Object.fromEntries(
        changed.flatMap(({ id, row, before, after, outlines, kept }) => [
          [`${id}: ${row}: f1`, before],
          [`${id}: ${row}: f1 of kept evaluations`, after],
          [`${id}: ${row}: outlines`, outlines],
          [`${id}: ${row}: outlines of kept evaluations`, kept],
        ]),
      ),
    },
    affects: benchmarkClaims(material, ["table6a", "table6b"]),
  };
}
