import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNpy } from "../../../../data/npy.ts";
import { drawnByBoth } from "../../../../pipeline/stages/agreement/drawn_by_both.ts";
import { localisationDetails } from "../../../../pipeline/stages/agreement/localisation_details.ts";
import {
  type LocalisationTable,
  localisationTable,
} from "../../../../pipeline/stages/agreement/localisation_table.ts";
import { RunFile } from "../../../../pipeline/stages/masks/run_file.ts";
import { evaluationOf } from "../../../support/evaluations.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

// An image of 4 x 3 pixels. derm1 draws pixels 0–4, derm2 draws 3–8, derm3 draws
// nothing; derm4 draws everything but is discarded.
const evaluations = [
  evaluationOf("derm1 a", ["Plaque", "Acne"]),
  evaluationOf("derm2 a", ["Plaque", "Acne"]),
  evaluationOf("derm3 a", ["Plaque", "Acne"]),
  evaluationOf("derm4 a", ["Plaque", "Acne", "Low-quality"]),
  evaluationOf("derm1 b", ["Acne"]),
  evaluationOf("derm2 b", ["Acne"]),
];
const runs = [[0, 5], [3, 9], [0, 12]] as const;
const masks = ["derm1", "derm2", "derm4"].map((rater, firstRun) => ({
  image: "a",
  rater,
  characteristic: "Plaque",
  width: 4,
  height: 3,
  firstRun,
  runs: 1,
  area: runs[firstRun]![1] - runs[firstRun]![0],
}));

async function table(
  conventions: Partial<Parameters<typeof localisationTable>[1]>,
): Promise<LocalisationTable & { values: Record<string, number> }> {
  return await withFolder(async (folder) => {
    const path = join(folder, "runs.npy");
    await writeNpy(path, {
      shape: [3, 2],
      data: Uint32Array.from(runs.flat()),
    });
    using file = RunFile.open(path);
    const result = localisationTable(evaluations, {
      evaluations: "one-diagnosis",
      undefinedRates: "skip",
      std: "sample",
      pairs: "ordered",
      included: "either-drew",
      measure: "dice",
      rows: ["Plaque"],
      masks,
      runs: file,
      ...conventions,
    });
    const values = Object.fromEntries(
      result.cells.map((
        { column, statistic, value },
      ) => [`${column}_${statistic}`, value]),
    );
    return { ...result, values };
  });
}

function assertNear(actual: number | undefined, expected: number): void {
  assert.ok(
    Math.abs((actual ?? NaN) - expected) < 1e-15,
    `${actual} is not ${expected}`,
  );
}

Deno.test("localisationTable() compares every ordered pair of which either drew", async () => {
  const { values } = await table({});

  assert.equal(values.pairs_count, 6);
  assert.equal(values.pairs_with_reference_count, 4);
  assertNear(values.f1_mean, (4 / 11 + 4 / 11) / 6);
  assertNear(values.sensitivity_mean, (2 / 6 + 2 / 5 + 0 + 0) / 4);
  assertNear(
    values.specificity_mean,
    (3 / 6 + 3 / 7 + 7 / 12 + 1 + 6 / 12 + 1) / 6,
  );
  // Two values of 4/11 and four of 0 about their mean 4/33, over 5.
  assertNear(
    values.f1_std,
    Math.sqrt((2 * (8 / 33) ** 2 + 4 * (4 / 33) ** 2) / 5),
  );
});

Deno.test("localisationTable() counts an empty reference as 0 when told to", async () => {
  const { values } = await table({ undefinedRates: "zero" });

  assertNear(values.sensitivity_mean, (2 / 6 + 2 / 5) / 6);
});

Deno.test("localisationTable() takes only pairs of which both drew when told to", async () => {
  const { values } = await table({ included: "both-drew" });

  assert.equal(values.pairs_count, 2);
  assertNear(values.f1_mean, 4 / 11);
  assertNear(values.sensitivity_mean, (2 / 6 + 2 / 5) / 2);
});

Deno.test("localisationTable() measures IoU when told to", async () => {
  const { values } = await table({ measure: "iou", included: "both-drew" });

  assertNear(values.f1_mean, 2 / 9);
});

Deno.test("localisationTable() takes the earlier rater as the prediction of unordered pairs", async () => {
  const { values } = await table({ pairs: "unordered" });

  assert.equal(values.pairs_count, 3);
  assertNear(values.sensitivity_mean, 2 / 6);
  assertNear(values.specificity_mean, (3 / 6 + 7 / 12 + 6 / 12) / 3);
});

Deno.test("localisationTable() lets discarded outlines in only with their evaluations", async () => {
  const { values } = await table({ evaluations: "all", included: "both-drew" });

  assert.equal(values.pairs_count, 6);
  assertNear(values.f1_mean, (4 / 11 + 10 / 17 + 12 / 18) / 3);
});

Deno.test("localisationTable() compares only the raters that are named together", async () => {
  const { values } = await table({
    pairing: [["derm2", "derm1"]],
    pairs: "unordered",
  });

  assert.equal(values.pairs_count, 1);
  assertNear(values.f1_mean, 4 / 11);
  assertNear(values.sensitivity_mean, 2 / 5);
});

Deno.test("drawnByBoth() averages only the comparisons of two outlines", async () => {
  const result = await table({});
  const drawn_by_both = { pairs: 2, dice: 4 / 11, iou: 2 / 9 };

  assert.deepEqual(
    drawnByBoth(result.comparisons.get("Plaque")!),
    drawn_by_both,
  );
  assert.deepEqual(localisationDetails(result), [
    { characteristic: "Plaque", pairs: 6, drawn_by_both },
  ]);
  assert.deepEqual(drawnByBoth([]), { pairs: 0, dice: null, iou: null });
});
