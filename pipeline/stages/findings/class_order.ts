import type { Finding, FindingEvidence } from "../../../data/ledger/finding.ts";
import type { TableCell } from "../../../data/ledger/table.ts";
import type { ModelEvidence } from "../evidence/evidence.ts";
import { listed } from "../prose/listed.ts";
import { f1ByRow } from "../rates/f1_by_row.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";

type Values = Record<string, FindingEvidence["values"][string]>;

/**
 * Some indices mean one class in the rows of the confusion matrices and another
 * in their columns, and pairing them by class makes every model better.
 */
export function classOrder(material: Material): Finding | undefined {
  const { ledger, evidence, artifacts } = material;
  if (evidence === undefined) return undefined;
  const { classes, images, models } = evidence;
  const mixed = classes.filter(({ actual, predicted }) => actual !== predicted);
  const better = models.every((model) =>
    model.corrected.mean > model.published.mean
  );
  if (mixed.length === 0 || models.length === 0 || !better) return undefined;
  const values: Values = { images };
  const sentences = models.map((model) => {
    const { before, after } = f1Of(model, material);
    addValues(values, { model, before, after });
    return [
      ...hitSentences(model, new Set(mixed.map(({ actual }) => actual))),
      accuracySentence(model),
      ...f1Sentences(model, { before, after }),
    ].join(" ");
  });
  return {
    id: "class-order",
    severity: "high",
    title: "Class indices mean different classes in training and in testing",
    statement: `Rows of the confusion matrices follow the test folders (${
      classes.map(({ actual }) => actual).join(", ")
    }), columns the training folders (${
      classes.map(({ predicted }) => predicted).join(", ")
    }), and Table 5 pairs them by index; the attention maps of Table 6 are made for an index too. ${
      sentences.join(" ")
    }`,
    evidence: { artifact: artifacts.evidence, values },
    affects: [
      ...models.flatMap(({ table }) => {
        const rows = changedRows(table, material);
        return claimsOf(ledger, { table }).filter(({ row }) => rows.has(row));
      }),
      ...models.flatMap(({ id }) =>
        claimsOf(ledger, { table: "text", row: `accuracy_${id}` })
      ),
      ...claimsOf(ledger, { table: "text", row: "f1_advantage_points" }),
      ...claimsOf(ledger, { table: "table6a" }),
      ...claimsOf(ledger, { table: "table6b" }),
    ].map(({ id }) => id),
  };
}

interface Change {
  /** Mean F1 by row, rows and columns paired by index. */
  readonly before: ReadonlyMap<string, number>;
  /** The same, paired by class. */
  readonly after: ReadonlyMap<string, number>;
}

function f1Of(
  { table }: ModelEvidence,
  { tables, corrected }: Material,
): Change {
  return {
    before: f1ByRow(tables.get(table) ?? []),
    after: f1ByRow(corrected.get(table) ?? []),
  };
}

function hitSentences(
  { name, hits }: ModelEvidence,
  mixed: ReadonlySet<string>,
): string[] {
  return hits.filter(({ actual }) => mixed.has(actual)).map(
    ({ actual, samples, same_class, same_index }) =>
      `${name} gives images of ${actual} the output of that class in ${same_class} of ${samples} cases and the output with its index in ${same_index}.`,
  );
}

function accuracySentence(
  { name, published, corrected }: ModelEvidence,
): string {
  return `Paired by class, mean accuracy of ${name} rises from ${
    published.mean.toFixed(3)
  } to ${corrected.mean.toFixed(3)}.`;
}

function f1Sentences(
  { name }: ModelEvidence,
  { before, after }: Change,
): string[] {
  const changes = [...after].flatMap(([row, value]) => {
    const old = before.get(row);
    return old === undefined || old === value
      ? []
      : [`${row} ${value.toFixed(2)} instead of ${old.toFixed(2)}`];
  });
  const lowest = { before: lowestRow(before), after: lowestRow(after) };
  return [
    ...(changes.length === 0 ? [] : [`Its F1 becomes ${listed(changes)}.`]),
    ...(lowest.before === lowest.after ? [] : [
      `The class with the lowest F1 of ${name} is then ${lowest.after}, not ${lowest.before}.`,
    ]),
  ];
}

function lowestRow(means: ReadonlyMap<string, number>): string | undefined {
  return [...means].toSorted(([, a], [, b]) => a - b)[0]?.[0];
}

function addValues(
  values: Values,
  { model, before, after }: Change & { model: ModelEvidence },
): void {
  values[`${model.id}_accuracy_by_index`] = model.published.mean;
  values[`${model.id}_accuracy_by_class`] = model.corrected.mean;
  for (const [row, value] of before) {
    values[`${model.id}_f1_by_index: ${row}`] = value;
  }
  for (const [row, value] of after) {
    values[`${model.id}_f1_by_class: ${row}`] = value;
  }
}

function changedRows(
  table: string,
  { tables, corrected }: Material,
): Set<string> {
  const key = ({ row, column, statistic }: TableCell): string =>
    JSON.stringify([row, column, statistic]);
  const after = new Map(
    corrected.get(table)?.map((cell) => [key(cell), cell.value]),
  );
  const changed =
    tables.get(table)?.filter((cell) => after.get(key(cell)) !== cell.value) ??
      [];
  return new Set(changed.map(({ row }) => row));
}
