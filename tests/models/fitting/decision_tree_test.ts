import fc from "fast-check";
import assert from "node:assert/strict";
import {
  decisionTree,
  type TreeNode,
} from "../../../models/fitting/decision_tree.ts";
import { digitTable, matrixOf, wordsOf } from "../../support/digit_tables.ts";
import { SEED } from "../../support/graphs.ts";
import fixture from "./fixtures/decision_tree.json" with { type: "json" };

function preorder(node: TreeNode): string[] {
  return "labels" in node ? [node.labels.join("")] : [
    `${node.feature}<=${node.threshold}`,
    ...preorder(node.low),
    ...preorder(node.high),
  ];
}

for (const { name, ...expected } of fixture.cases) {
  Deno.test(`decisionTree() grows scikit-learn's tree: ${name}`, () => {
    const { columns: outputs, data: labels } = digitTable(expected.labels);
    const tree = decisionTree(
      { features: digitTable(expected.features), labels },
      { outputs },
    );
    assert.deepEqual(preorder(tree.root), wordsOf(expected.nodes));
    assert.deepEqual(
      [...tree.predict(digitTable(expected.asked))],
      digitTable(expected.predicted).data,
    );
  });
}

const TABLES = fc.integer({ min: 1, max: 5 }).chain((columns) =>
  fc.array(
    fc.record({
      row: fc.array(fc.nat(3), { minLength: columns, maxLength: columns }),
      label: fc.nat(3),
    }),
    { minLength: 1, maxLength: 25 },
  )
);

Deno.test("decisionTree() answers examples with the most frequent class of those equal to them", () => {
  fc.assert(
    fc.property(TABLES, (table) => {
      const features = matrixOf(table.map(({ row }) => row));
      const labels = table.map(({ label }) => label);
      const found = decisionTree({ features, labels }).predict(features);
      for (const [i, { row }] of table.entries()) {
        const counts = [0, 0, 0, 0];
        for (const other of table) {
          if (other.row.join() === row.join()) counts[other.label]!++;
        }
        // A table without contradictions is thus learnt by heart.
        assert.equal(found[i], counts.indexOf(Math.max(...counts)));
      }
    }),
    { seed: SEED },
  );
});

Deno.test("decisionTree() does not depend on the order of the examples", () => {
  const shuffled = TABLES.chain((table) =>
    fc.tuple(
      fc.constant(table),
      fc.shuffledSubarray(table, { minLength: table.length }),
    )
  );
  fc.assert(
    fc.property(shuffled, ([table, other]) => {
      const [root, same] = [table, other].map((rows) =>
        decisionTree({
          features: matrixOf(rows.map(({ row }) => row)),
          labels: rows.map(({ label }) => label),
        }).root
      );
      assert.deepEqual(same, root);
    }),
    { seed: SEED },
  );
});

Deno.test("decisionTree() of yes and no for two classes is the tree of the classes", () => {
  fc.assert(
    fc.property(TABLES, (table) => {
      const features = matrixOf(table.map(({ row }) => row));
      const labels = table.map(({ label }) => label % 2);
      const one = decisionTree({ features, labels });
      const two = decisionTree(
        { features, labels: labels.flatMap((label) => [1 - label, label]) },
        { outputs: 2 },
      );
      const questions = (node: TreeNode) =>
        preorder(node).filter((line) => line.includes("<="));
      assert.deepEqual(questions(two.root), questions(one.root));
    }),
    { seed: SEED },
  );
});

Deno.test("decisionTree() parts neighbouring numbers, and numbers that overflow a sum", () => {
  const { EPSILON } = Number;
  for (
    const pair of [[1 + EPSILON, 1 + 2 * EPSILON], [1e308, 1.7e308], [
      0,
      5e-324,
    ]]
  ) {
    const features = matrixOf(pair.map((x) => [x]));
    const tree = decisionTree({ features, labels: [0, 1] });
    assert.deepEqual([...tree.predict(features)], [0, 1]);
  }
});

Deno.test("decisionTree() without features answers with the most frequent class", () => {
  const features = { rows: 3, columns: 0, data: [] };
  const tree = decisionTree({ features, labels: [1, 2, 2] });
  assert.deepEqual([...tree.predict(features)], [2, 2, 2]);
});
