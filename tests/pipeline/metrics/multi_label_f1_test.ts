import fc from "fast-check";
import assert from "node:assert/strict";
import { averageF1 } from "../../../pipeline/metrics/average_f1.ts";
import {
  columnConfusions,
  multiLabelF1,
} from "../../../pipeline/metrics/multi_label_f1.ts";
import { oneVsRest } from "../../../pipeline/metrics/one_vs_rest.ts";
import fixture from "./fixtures/multi_label_f1.json" with { type: "json" };

const SEED = 20221;
const AVERAGES = ["macro", "weighted", "micro", "images"] as const;
const SUBSTITUTES = ["zero", "one"] as const;

/** Rows of answers, as in `"101 010"`. */
function rowsOf(text: string): boolean[][] {
  return text.split(" ").map((row) =>
    Array.from(row, (answer) => answer === "1")
  );
}

function assertClose(found: number | undefined, wanted: number, place: string) {
  assert.ok(
    found !== undefined && Math.abs(found - wanted) < 1e-12,
    `${place}: ${found}, not ${wanted}`,
  );
}

Deno.test("multiLabelF1() equals scikit-learn", () => {
  for (const [i, { predicted, reference, f1 }] of fixture.cases.entries()) {
    for (const average of AVERAGES) {
      for (const undefinedRates of SUBSTITUTES) {
        assertClose(
          multiLabelF1(rowsOf(predicted), {
            reference: rowsOf(reference),
            average,
            undefinedRates,
          }),
          f1[average][undefinedRates],
          `case ${i}, ${average}, ${undefinedRates}`,
        );
      }
    }
  }
});

Deno.test("averageF1() equals scikit-learn where classes exclude each other", () => {
  const { predicted, reference, f1 } = fixture.single;
  const classes = ["0", "1", "2", "3"].map((positive) =>
    oneVsRest([...predicted], { reference: [...reference], positive })
  );
  for (const average of ["macro", "weighted", "micro"] as const) {
    const found = averageF1(classes, { average, undefinedRates: "zero" });
    assertClose(found, f1[average], average);
  }
});

Deno.test("multiLabelF1() leaves out a question that neither side says yes to", () => {
  // The questions have an F1 of 1, of 1/2, and none.
  const predicted = rowsOf("110 010 000");
  const reference = rowsOf("100 010 010");
  const f1 = (undefinedRates: "zero" | "skip") =>
    multiLabelF1(predicted, { reference, average: "macro", undefinedRates });

  assertClose(f1("skip"), (1 + 1 / 2) / 2, "left out");
  assertClose(f1("zero"), (1 + 1 / 2) / 3, "counted");
});

Deno.test("multiLabelF1() of images that have nothing is what the rule says", () => {
  const empty = rowsOf("00 00");
  for (const average of AVERAGES) {
    const f1 = (undefinedRates: "zero" | "one" | "skip") =>
      multiLabelF1(empty, { reference: empty, average, undefinedRates });
    assert.deepEqual([f1("zero"), f1("one"), f1("skip")], [0, 1, undefined]);
  }
  const none = {
    reference: [],
    average: "macro",
    undefinedRates: "zero",
  } as const;
  assert.equal(multiLabelF1([], none), undefined);
});

Deno.test("multiLabelF1() does not depend on the order of the images, to the last bit", () => {
  const row = fc.tuple(
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
    fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  );
  fc.assert(
    fc.property(
      fc.array(row, { minLength: 1, maxLength: 20 }).chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(rows, { minLength: rows.length }),
        )
      ),
      fc.constantFrom(...AVERAGES),
      ([rows, shuffled], average) => {
        const f1 = (pairs: typeof rows) =>
          multiLabelF1(pairs.map(([predicted]) => predicted), {
            reference: pairs.map(([, reference]) => reference),
            average,
            undefinedRates: "skip",
          });
        assert.equal(f1(rows), f1(shuffled));
      },
    ),
    { seed: SEED },
  );
});

Deno.test("columnConfusions() counts question by question", () => {
  assert.deepEqual(
    columnConfusions(rowsOf("11 10 01"), rowsOf("10 00 01")),
    [{ tp: 1, fp: 1, fn: 0, tn: 1 }, { tp: 1, fp: 1, fn: 0, tn: 1 }],
  );
});

Deno.test("columnConfusions() refuses sides that differ", () => {
  assert.throws(() => columnConfusions(rowsOf("11 10"), rowsOf("10")), {
    name: "RangeError",
    message: /of 2 images with references of 1: supply /,
  });
  assert.throws(() => columnConfusions(rowsOf("11"), rowsOf("101")), {
    name: "RangeError",
    message: /rows of 2 and of 3 answers: answer /,
  });
});
