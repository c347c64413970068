import fc from "fast-check";
import assert from "node:assert/strict";
import { macroF1 } from "../../../pipeline/metrics/macro_f1.ts";
import {
  type MacroScores,
  macroScores,
} from "../../../pipeline/metrics/macro_scores.ts";
import { multiOutputScores } from "../../../pipeline/metrics/multi_output_scores.ts";
import { macroRates } from "../../../pipeline/metrics/macro_rates.ts";
import fixture from "./fixtures/macro_scores.json" with { type: "json" };

const SEED = 20213;

function assertClose(found: MacroScores | undefined, wanted: MacroScores) {
  assert.ok(found !== undefined);
  for (const key of ["recall", "precision", "f1", "accuracy"] as const) {
    assert.ok(
      Math.abs(found[key] - wanted[key]) < 1e-12,
      `${key}: ${found[key]}, not ${wanted[key]}`,
    );
  }
}

Deno.test("macroScores() and multiOutputScores() equal scikit-learn", () => {
  const outputs = new Set<number>();
  for (const { reference, predicted, ...wanted } of fixture.cases) {
    const [ours, theirs] = [predicted, reference].map((text) =>
      text.split(" ").map((row) => Array.from(row, Number))
    );
    const columns = ours![0]!.length;
    outputs.add(columns);
    assertClose(
      columns === 1
        ? macroScores(ours!.flat(), theirs!.flat())
        : multiOutputScores(ours!.flat(), {
          reference: theirs!.flat(),
          outputs: columns,
        }),
      wanted,
    );
  }
  assert.deepEqual(outputs, new Set([1, 6, 3, 2]));
});

const PAIRS = fc.array(
  fc.tuple(fc.constantFrom(0, 1, 2, 3), fc.constantFrom(0, 1, 2, 3)),
  { minLength: 1, maxLength: 40 },
);

Deno.test("macroScores() exchanges recall and precision with the sides, to the last bit", () => {
  fc.assert(
    fc.property(PAIRS, (pairs) => {
      const one = pairs.map(([label]) => label);
      const other = pairs.map(([, label]) => label);
      const { recall, precision, ...rest } = macroScores(one, other)!;
      assert.deepEqual(macroScores(other, one), {
        recall: precision,
        precision: recall,
        ...rest,
      });
      assert.equal(rest.f1, macroF1(one, other));
    }),
    { seed: SEED },
  );
});

Deno.test("multiOutputScores() of one yes a row are those of the classes, where all occur", () => {
  fc.assert(
    fc.property(PAIRS, (some) => {
      const pairs = [...some, ...[0, 1, 2, 3].map((label) => [label, label])];
      const [one, other] = [0, 1].map((side) =>
        pairs.map((pair) => pair[side]!)
      );
      const yes = (labels: number[]) =>
        labels.flatMap((label) => [0, 1, 2, 3].map((k) => +(k === label)));
      assert.deepEqual(
        multiOutputScores(yes(one!), { reference: yes(other!), outputs: 4 }),
        macroScores(one!, other!),
      );
    }),
    { seed: SEED },
  );
});

Deno.test("multiOutputScores() counts a row as right only if all its outputs are", () => {
  const reference = [1, 0, 0, 1, 1, 0];
  const found = [1, 0, 0, 0, 1, 1];
  assert.equal(
    multiOutputScores(found, { reference, outputs: 2 })?.accuracy,
    1 / 3,
  );
});

Deno.test("macroScores(), multiOutputScores() and macroRates() of nothing are undefined", () => {
  assert.equal(macroScores([], []), undefined);
  assert.equal(
    multiOutputScores([], { reference: [], outputs: 2 }),
    undefined,
  );
  assert.equal(macroRates([]), undefined);
});

Deno.test("multiOutputScores() refuses parts of rows and unequal lists", () => {
  assert.throws(
    () => multiOutputScores([1, 0, 1], { reference: [1, 0, 1], outputs: 2 }),
    {
      name: "RangeError",
      message:
        "Cannot part 3 answers into rows of 2: supply all outputs of each row",
    },
  );
  assert.throws(
    () => multiOutputScores([1, 0], { reference: [1, 0, 0, 1], outputs: 2 }),
    RangeError,
  );
});
