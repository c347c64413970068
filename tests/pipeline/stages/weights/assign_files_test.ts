import assert from "node:assert/strict";
import fc from "fast-check";
import { DERMXDB_WEIGHTS } from "../../../../pipeline/stages/weights_dermxdb.ts";
import {
  assignFiles,
  type AssignFilesOptions,
} from "../../../../pipeline/stages/weights/assign_files.ts";

const OPTIONS: AssignFilesOptions = {
  tree: { path: "model_weights", id: "4aa6" },
  networks: DERMXDB_WEIGHTS.networks.map((x) => ({ ...x, files: null })),
  folds: 10,
};

type Naming = (fold: number) => string;

function folds(name: Naming, from = 0): string[] {
  return Array.from({ length: 10 }, (_, i) => name(i + from));
}

/** In an order that is neither the folds' nor the alphabet's. */
function shuffled(names: readonly string[]): string[] {
  return names.toSorted((a, b) =>
    [...a].reverse().join("") < [...b].reverse().join("") ? 1 : -1
  );
}

Deno.test("assignFiles() tells network and fold from plausible names", () => {
  const padded = (fold: number): string => String(fold).padStart(2, "0");
  const namings: readonly (readonly [Naming, Naming, number?])[] = [
    [(k) => `dermx_f${k}.pt`, (k) => `dermx_plus_f${k}.pt`],
    [(k) => `dermx_f${k}.pt`, (k) => `dermx+_f${k}.pt`],
    [(k) => `dermx_f${k}.pt`, (k) => `dermx_f${k}_plus.pt`],
    [(k) => `DermX_f${k}.pt`, (k) => `DermXPlus_f${k}.pt`],
    [(k) => `dermx_f${k}.pt`, (k) => `dermx_plus_f${k}.pt`, 1],
    [(k) => `dermx_f${padded(k)}.pt`, (k) => `dermx_plus_f${padded(k)}.pt`, 1],
    [(k) => `baseline_fold_${k}.pt`, (k) => `guided_attention_fold_${k}.pt`],
    [(k) => `${k}.pt`, (k) => `attention_${k}.pt`],
    [(k) => `dermx/fold${k}.pt`, (k) => `dermx_plus/fold${k}.pt`],
    [(k) => `fold_${k}/dermx.pt`, (k) => `fold_${k}/dermx_plus.pt`],
    [(k) => `dermx_b2_f${k}_e120.pt`, (k) => `dermx_plus_b2_f${k}_e120.pt`],
    // Names of one shape, which two numbers tell apart.
    [(k) => `plus0_f${k}.pt`.slice(4), (k) => `plus0_f${k}.pt`],
  ];
  for (const [plain, plus, from] of namings) {
    const expected = new Map([
      ["dermx", folds(plain, from)],
      ["dermx_plus", folds(plus, from)],
    ]);
    const names = shuffled([...expected.values()].flat());
    assert.deepEqual(assignFiles(names, OPTIONS), expected);
  }
});

Deno.test("assignFiles() orders folds as numbers, not as text", () => {
  const names = folds((k) => `dermx_f${k}.pt`, 1).concat(
    folds((k) => `dermx_plus_f${k}.pt`, 1),
  );
  const files = assignFiles(names.toSorted(), OPTIONS).get("dermx")!;
  assert.deepEqual(files.slice(0, 2), ["dermx_f1.pt", "dermx_f2.pt"]);
  assert.equal(files[9], "dermx_f10.pt");
});

Deno.test("assignFiles() does not depend on the order of the names", () => {
  const names = folds((k) => `dermx_f${k}.pt`).concat(
    folds((k) => `dermx_plus_f${k}.pt`),
  );
  const expected = assignFiles(names, OPTIONS);
  fc.assert(
    fc.property(
      fc.shuffledSubarray(names, { minLength: names.length }),
      (some) => assert.deepEqual(assignFiles(some, OPTIONS), expected),
    ),
    { seed: 7, numRuns: 50 },
  );
});

Deno.test("assignFiles() refuses names that leave a doubt, and lists them", () => {
  const plain = folds((k) => `dermx_f${k}.pt`);
  const plus = folds((k) => `dermx_plus_f${k}.pt`);
  const cases: readonly (readonly [string[], RegExp])[] = [
    [[], /it holds 0 files of weights, not 20; .* found none: /],
    [[...plain, ...plus.slice(1)], /it holds 19 files of weights, not 20/],
    [
      [...plain, ...plus, ...folds((k) => `dx_only_f${k}.pt`)],
      /it holds 30 files of weights, not 20/,
    ],
    [
      // A fold twice, in two spellings, and another not at all.
      [...plain.slice(0, 9), "dermx_f08.pt", ...plus],
      /no number from 0 to 9, or from 1 to 10, in which alone/,
    ],
    [[...plain.slice(0, 9), "dermx_f11.pt", ...plus], /no number/],
    [[...plain.slice(0, 9), "dermx_last.pt", ...plus], /no number/],
    [[...folds((k) => `dermx_f${k}.pt`, 2), ...plus], /no number/],
    [
      // The number of the epoch differs too.
      [...folds((k) => `dermx_f${k}_epoch_${k * k}.pt`), ...plus],
      /no number/,
    ],
    [
      [...plain.slice(0, 5), ...folds((k) => `x_f${k}.pt`).slice(5), ...plus],
      /no number/,
    ],
    [
      Array.from({ length: 20 }, (_, k) => `dermx_plus_f${k}.pt`),
      /no number/,
    ],
    [
      [...folds((k) => `dermx_plus_a_f${k}.pt`), ...plus],
      /the names of no network say nothing of "plus" or "\+" or "guided" or "attention", as those of "dermx" should/,
    ],
    [
      [...plain, ...folds((k) => `other_f${k}.pt`)],
      /the names of more than one network say nothing of .*"dermx"/,
    ],
  ];
  for (const [names, reason] of cases) {
    assert.throws(() => assignFiles(names, OPTIONS), (error) => {
      assert.ok(error instanceof RangeError);
      assert.match(error.message, reason);
      assert.match(
        error.message,
        /^Cannot tell which file of "model_weights" is which network and fold: .*expected 10 files of each of "dermx", "dermx_plus", found .*: name the files of each network in order of the folds, as "order" .* --sources$/,
      );
      for (const name of names) assert.ok(error.message.includes(`"${name}"`));
      return true;
    });
  }
});

Deno.test("assignFiles() follows the order that the study names", () => {
  const letters = [..."abcdefghij"];
  const names = [
    ...letters.map((x) => `one_${x}.pt`),
    ...letters.map((x) => `two_${x}.pt`),
    "more.pt",
  ];
  const told = (
    first: string[],
    second: string[] | null,
  ): AssignFilesOptions => ({
    ...OPTIONS,
    networks: OPTIONS.networks.map((x, i) => ({
      ...x,
      files: i === 0 ? first : second,
    })),
  });
  const one = letters.map((x) => `one_${x}.pt`).reverse();
  const two = letters.map((x) => `two_${x}.pt`);
  assert.deepEqual(
    [...assignFiles(names, told(one, two))],
    [["dermx", one], ["dermx_plus", two]],
  );
  const cases: [AssignFilesOptions, RegExp][] = [
    [told(one, null), /"order" does not name 10 files of each network/],
    [told(one, two.slice(1)), /"order" does not name 10 files of each/],
    [told(one, [...two.slice(1), one[0]!]), /"order" names a file twice/],
    [told(one, [...two.slice(1), "x.pt"]), /it has no "x\.pt"/],
  ];
  for (const [options, reason] of cases) {
    assert.throws(() => assignFiles(names, options), {
      name: "RangeError",
      message: reason,
    });
  }
});
