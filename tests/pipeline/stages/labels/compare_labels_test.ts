import assert from "node:assert/strict";
import {
  compareLabels,
  comparisonCells,
} from "../../../../pipeline/stages/labels/compare_labels.ts";

const LABELS = [
  { image: "a", kept: 2, present: [true, false] },
  { image: "b", kept: 1, present: [false, true] },
];
const OPTIONS = { rule: "all", characteristics: ["Plaque", "Scale"] } as const;

Deno.test("compareLabels() counts by notebook and names what differs", () => {
  const printed = [
    { notebook: "n", image: "a", characteristic: "Plaque", present: true },
    { notebook: "n", image: "a", characteristic: "Scale", present: true },
    { notebook: "m", image: "b", characteristic: "Scale", present: true },
  ];

  const comparisons = compareLabels(LABELS, { ...OPTIONS, printed });
  assert.deepEqual(comparisons, [
    {
      rule: "all",
      notebook: "n",
      printed: 2,
      same: 1,
      other: [{ image: "a", characteristic: "Scale", present: true }],
    },
    { rule: "all", notebook: "m", printed: 1, same: 1, other: [] },
  ]);
  assert.deepEqual(comparisonCells(comparisons), [
    { row: "all", column: "n", statistic: "printed", value: 2 },
    { row: "all", column: "n", statistic: "same", value: 1 },
    { row: "all", column: "m", statistic: "printed", value: 1 },
    { row: "all", column: "m", statistic: "same", value: 1 },
  ]);
});

Deno.test("compareLabels() leaves out images that are not labelled", () => {
  const printed = [
    { notebook: "n", image: "c", characteristic: "Plaque", present: true },
  ];

  assert.deepEqual(compareLabels(LABELS, { ...OPTIONS, printed }), []);
});
