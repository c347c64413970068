import assert from "node:assert/strict";
import { join } from "node:path";
import { readCsv, writeCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { outlineScores } from "../../../pipeline/metrics/outline_scores.ts";
import { raterScores } from "../../../pipeline/stages/rater_scores.ts";
import { run } from "../../../pipeline/stages/rater_scores_run.ts";
import {
  RATER_SCORE_COLUMNS,
  scoreFields,
} from "../../../pipeline/stages/scores/score_columns.ts";
import { type NamedMask, writeMaskFiles } from "../../support/mask_files.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

type Row = Record<(typeof RATER_SCORE_COLUMNS)[number], string>;

/** Runs the stage on masks, and evaluations such as `"a r1"`. */
async function compared(
  folder: string,
  { masks, evaluations }: {
    masks: readonly NamedMask[];
    evaluations: readonly string[];
  },
): Promise<Row[]> {
  const paths = {
    evaluations: join(folder, "evaluations.csv"),
    selections: join(folder, "selections.csv"),
  };
  await writeCsv(paths.evaluations, {
    columns: TABLE_COLUMNS.evaluations,
    rows: evaluations.map((name) => {
      const [image, rater] = name.split(" ") as [string, string];
      const size = { width: 6, height: 2 };
      const counts = { annotations: 1, paths: 1, vertices: 4 };
      return { image, rater, ...size, dataset: "", ...counts };
    }),
  });
  await writeCsv(paths.selections, {
    columns: TABLE_COLUMNS.selections,
    rows: [],
  });
  const io = stageIO(folder, {
    params: {},
    inputs: { ...await writeMaskFiles(folder, masks), ...paths },
    outputs: outputsOf(raterScores),
  });
  await run(io);
  return await readCsv(io.output("scores"), { columns: RATER_SCORE_COLUMNS });
}

function named(name: string, ...runs: number[]): NamedMask {
  const [image, rater, characteristic] = name.split(" ") as [
    string,
    string,
    string,
  ];
  const mask = { width: 6, height: 2, runs: Uint32Array.from(runs) };
  return { image, rater, characteristic, mask };
}

const MASKS = [
  named("a r1 Plaque", 0, 3),
  named("a r1 Scale", 2, 4),
  named("a r1 union", 0, 4),
  named("a r2 Scale", 3, 6),
  named("a r2 union", 3, 6),
  named("b r1 Scale", 1, 2),
  named("b r1 union", 1, 2),
];
const EVALUATIONS = ["a r1", "a r2", "a r3", "b r1", "z r1"];

Deno.test("run() of rater_scores compares each two raters of an image on what the second drew", async () => {
  await withFolder(async (folder) => {
    const rows = await compared(folder, {
      masks: MASKS,
      evaluations: EVALUATIONS,
    });
    const [r1Plaque, r1Scale, r1Union, r2Scale] = MASKS.map(({ mask }) => mask);
    const nothing = { ...r1Plaque!, runs: new Uint32Array() };
    const expected = [
      ["r1", "r2", "Scale", r1Union, r1Scale, r2Scale],
      ["r1", "r2", "union", r1Union, r1Union, r2Scale],
      ["r2", "r1", "Plaque", r2Scale, nothing, r1Plaque],
      ["r2", "r1", "Scale", r2Scale, r2Scale, r1Scale],
      ["r2", "r1", "union", r2Scale, r2Scale, r1Union],
      // The third rater looked at the image and outlined nothing.
      ["r3", "r1", "Plaque", nothing, nothing, r1Plaque],
      ["r3", "r1", "Scale", nothing, nothing, r1Scale],
      ["r3", "r1", "union", nothing, nothing, r1Union],
      ["r3", "r2", "Scale", nothing, nothing, r2Scale],
      ["r3", "r2", "union", nothing, nothing, r2Scale],
    ] as const;
    assert.deepEqual(
      rows,
      expected.flatMap((
        [rater, reference, characteristic, union, same, mask],
      ) =>
        Object.entries({ union, characteristic: same }).map((
          [explanation, shown],
        ) => ({
          image: "a",
          rater,
          reference,
          characteristic,
          explanation,
          ...Object.fromEntries(
            Object.entries(scoreFields(outlineScores(shown!, mask!))).map((
              [measure, value],
            ) => [measure, String(value)]),
          ),
        }))
      ),
    );
    const absent = rows.find(({ rater }) => rater === "r3");
    assert.deepEqual(
      [absent?.f1, absent?.specificity, absent?.precision],
      ["0", "1", ""],
    );
  });
});

Deno.test("run() of rater_scores copes with a shard without masks", async () => {
  await withFolder(async (folder) => {
    const rows = await compared(folder, {
      masks: [],
      evaluations: EVALUATIONS,
    });
    assert.deepEqual(rows, []);
  });
});

Deno.test("run() of rater_scores refuses masks of someone who has not evaluated the image", async () => {
  await withFolder(async (folder) => {
    await assert.rejects(
      compared(folder, { masks: MASKS, evaluations: ["a r1", "b r1"] }),
      /^RangeError: Cannot score the outlines on "a" by "r2", who has not evaluated it/,
    );
  });
});
