import assert from "node:assert/strict";
import { maskOf } from "../../support/picture.ts";
import { readTable } from "../../../data/ledger/table.ts";
import { fuse, type FuseParams } from "../../../pipeline/stages/fuse.ts";
import { run } from "../../../pipeline/stages/fuse_run.ts";
import { readVotes } from "../../../pipeline/stages/fusion/read_votes.ts";
import { readVoteIndex } from "../../../pipeline/stages/fusion/vote_index.ts";
import { RunFile } from "../../../pipeline/stages/masks/run_file.ts";
import { writeEvaluationFiles } from "../../support/evaluation_files.ts";
import { evaluationOf } from "../../support/evaluations.ts";
import { type NamedMask, writeMaskFiles } from "../../support/mask_files.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const PARAMS: FuseParams = {
  scope: { raters: ["r1", "r2", "r3"], images: "all" },
  rule: "undiscarded",
  readings: [{ rule: "any_agreement" }, {
    rule: "full_agreement",
    of: "valid",
  }],
};

const EVALUATIONS = [
  evaluationOf("r1 a", ["Acne"]),
  evaluationOf("r2 a", ["Acne"]),
  evaluationOf("r3 a", []),
  evaluationOf("r4 a", ["Acne"]),
  evaluationOf("r1 b", ["Acne"]),
  evaluationOf("r2 b", ["Low-quality"]),
  evaluationOf("r1 c", ["Acne"]),
];

function named(name: string, picture: readonly string[]): NamedMask {
  const [image, rater, characteristic] = name.split(" ") as [
    string,
    string,
    string,
  ];
  return { image, rater, characteristic, mask: maskOf(picture) };
}

/** Of `a` two of three raters draw plaque; of `b` one of the two who do counts. */
const MASKS = [
  named("a r1 Plaque", ["##..", "##..", "...."]),
  named("a r1 Scale", ["....", "....", "...#"]),
  named("a r2 Plaque", [".##.", ".##.", "...."]),
  named("a r4 Plaque", ["####", "####", "####"]),
  named("b r1 Plaque", ["#...", "....", "...."]),
  named("b r2 Plaque", [".#..", "....", "...."]),
];

/** Runs the stage; gives the index, the runs of each of its rows, and the table. */
async function fused(
  folder: string,
  params: FuseParams,
): Promise<{ pairs: string[]; runs: number[][]; table: string[] }> {
  const diagnoses = { a: "Acne" };
  const io = stageIO(folder, {
    params,
    inputs: {
      ...await writeEvaluationFiles(folder, {
        evaluations: EVALUATIONS,
        diagnoses,
      }),
      ...await writeMaskFiles(folder, MASKS),
    },
    outputs: outputsOf(fuse),
  });
  await run(io);
  const index = await readVoteIndex(io.output("votes"));
  using file = RunFile.open(io.output("vote_runs"), 3);
  const cells = await readTable(io.output("fusion"));
  return {
    pairs: index.map(({ image, characteristic, drew, valid, most, area }) =>
      `${image} ${characteristic}: ${drew} of ${valid}, at most ${most}, on ${area}`
    ),
    runs: index.map((entry) => [...readVotes(entry, file).runs]),
    table: cells.map(({ row, column, value }) => `${row} ${column} ${value}`),
  };
}

Deno.test("run() of fuse counts the votes of the evaluations that count", async () => {
  await withFolder(async (folder) => {
    assert.deepEqual(await fused(folder, PARAMS), {
      pairs: [
        "a Plaque: 2 of 3, at most 2, on 6",
        "a Scale: 1 of 3, at most 1, on 1",
        "b Plaque: 1 of 1, at most 1, on 1",
      ],
      runs: [
        [0, 1, 1, 1, 2, 2, 2, 3, 1, 4, 5, 1, 5, 6, 2, 6, 7, 1],
        [11, 12, 1],
        [0, 1, 1],
      ],
      table: [
        "evaluations  5",
        "images  3",
        "any_agreement  3",
        "full_agreement valid 1",
      ],
    });
  });
});

Deno.test("run() of fuse keeps to the images that the metadata describe", async () => {
  await withFolder(async (folder) => {
    const scope = { raters: "all", images: "with-metadata" } as const;
    const { pairs } = await fused(folder, { ...PARAMS, scope });

    assert.deepEqual(pairs, [
      "a Plaque: 3 of 4, at most 3, on 12",
      "a Scale: 1 of 4, at most 1, on 1",
    ]);
  });
});

Deno.test("run() of fuse writes tables of nothing where nobody counts", async () => {
  await withFolder(async (folder) => {
    const scope = { raters: ["nobody"], images: "all" } as const;

    assert.deepEqual(await fused(folder, { ...PARAMS, scope }), {
      pairs: [],
      runs: [],
      table: [
        "evaluations  0",
        "images  0",
        "any_agreement  0",
        "full_agreement valid 0",
      ],
    });
  });
});

Deno.test("run() of fuse refuses a reading of fewer raters than an image has", async () => {
  await withFolder(async (folder) => {
    const readings = [{ rule: "fuzzy_fixed", of: 1 }] as const;
    await assert.rejects(
      fused(folder, { ...PARAMS, readings }),
      /^RangeError: Cannot fuse 2 votes of 1 raters by "fuzzy_fixed"/,
    );
  });
});
