import assert from "node:assert/strict";
import { join } from "node:path";
import { readCsv, writeCsv } from "../../../data/csv.ts";
import type { Mask } from "../../../data/dermx/mask.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { writeNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import { EXPLANATION_MEASURES } from "../../../pipeline/metrics/explanation_scores.ts";
import { scoreStage } from "../../../pipeline/stages/score.ts";
import type { ScoreParams } from "../../../pipeline/stages/score.ts";
import { run } from "../../../pipeline/stages/score_run.ts";
import { SCORE_COLUMNS } from "../../../pipeline/stages/scores/score_columns.ts";
import { type NamedMask, writeMaskFiles } from "../../support/mask_files.ts";
import { noise } from "../../support/noise.ts";
import { outputsOf } from "../../support/outputs.ts";
import { maskOf, pixelScores, pixelsOf } from "../../support/pixel_scores.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** A shard of images as the stage takes it; maps are of 2 classes, 2 x 3 values. */
interface Shard {
  readonly params: ScoreParams;
  readonly ids: readonly string[];
  readonly masks: readonly NamedMask[];
  /** By image, in the order of the ids. */
  readonly maps: readonly (readonly number[])[];
  readonly shape?: readonly number[];
  readonly logits?: readonly number[];
}

type Row = Record<(typeof SCORE_COLUMNS)[number], string>;

/** Wart is wired to class 0 as published, and to 1 as it ought to be. */
const PARAMS: ScoreParams = {
  targets: [
    { id: "published", classes: { Acne: 1, Wart: 0 } },
    { id: "corrected", classes: { Acne: 1, Wart: 1 } },
  ],
  border: "mirror",
};

const PREDICTED: ScoreParams = {
  ...PARAMS,
  targets: [{ id: "predicted", predicted: true }],
};

const DIAGNOSES = { a: "Acne", b: "Wart", c: "Scabies" };

async function scored(folder: string, shard: Shard): Promise<Row[]> {
  const { ids, maps, masks, logits, params } = shard;
  const path = (name: string): string => join(folder, name);
  await writeCsv(path("images.csv"), {
    columns: TABLE_COLUMNS.images,
    rows: Object.entries(DIAGNOSES).map(([image, diagnosis]) => ({
      image,
      file: `${image}.jpg`,
      original_file: "",
      dataset: "",
      diagnosis,
      skin_tone: "",
      age: "",
    })),
  });
  await writeJson(path("ids.json"), ids);
  await writeNpy(path("maps.npy"), {
    shape: shard.shape ?? [maps.length, 2, 2, 3],
    data: Float32Array.from(maps.flat()),
  });
  if (logits !== undefined) {
    const data = Float32Array.from(logits);
    await writeNpy(path("logits.npy"), { shape: [logits.length / 2, 2], data });
  }
  const stage = scoreStage({ logits: logits !== undefined });
  const io = stageIO(folder, {
    params,
    inputs: {
      ...await writeMaskFiles(folder, masks),
      images: path("images.csv"),
      ids: path("ids.json"),
      maps: path("maps.npy"),
      ...(logits === undefined ? {} : { logits: path("logits.npy") }),
    },
    outputs: outputsOf(stage),
  });
  await run(io);
  return await readCsv(io.output("scores"), { columns: SCORE_COLUMNS });
}

function named(
  image: string,
  rater: string,
  characteristic: string,
  mask: Mask,
): NamedMask {
  return { image, rater, characteristic, mask };
}

function runsOf(...runs: number[]): Mask {
  return { width: 3, height: 2, runs: Uint32Array.from(runs) };
}

const HALF = [1, 1, 1, 0, 0, 0];
const CORNER = [0, 0, 0, 0, 0.5, 1];
const NOTHING = [0, 0, 0, 0, 0, 0];

const SMALL: Shard = {
  params: PARAMS,
  ids: ["a", "b", "c"],
  maps: [[...HALF, ...CORNER], [...HALF, ...NOTHING], [...HALF, ...CORNER]],
  masks: [
    named("a", "r1", "Plaque", runsOf(5, 6)),
    named("a", "r1", "union", runsOf(0, 1, 5, 6)),
    named("b", "r2", "Papule", runsOf(0, 3)),
    named("c", "r1", "Scale", runsOf(0, 3)),
    named("elsewhere", "r1", "Scale", runsOf(0, 3)),
  ],
};

Deno.test("run() of score writes a row for each image, target and mask", async () => {
  await withFolder(async (folder) => {
    const rows = await scored(folder, SMALL);

    // Nothing stands for "c" and its diagnosis, and "elsewhere" has no map.
    assert.deepEqual(
      rows.map((row) => SCORE_COLUMNS.slice(0, 5).map((name) => row[name])),
      [
        ["a", "published", "1", "r1", "Plaque"],
        ["a", "published", "1", "r1", "union"],
        ["a", "corrected", "1", "r1", "Plaque"],
        ["a", "corrected", "1", "r1", "union"],
        ["b", "published", "0", "r2", "Papule"],
        ["b", "corrected", "1", "r2", "Papule"],
      ],
    );
    const [plaque, union, again, , half, nothing] = rows.map((row) =>
      EXPLANATION_MEASURES.map((measure) => row[measure])
    );
    assert.deepEqual(plaque, [
      `${2 / 2.5}`,
      "1",
      `${4.5 / 5}`,
      `${1 / 1.5}`,
      `${1 / 1.5}`,
      "1",
      "1",
      `${1 / 1.5}`,
      "1",
    ]);
    assert.deepEqual(union?.[0], `${2 / 3.5}`);
    assert.deepEqual(again, plaque);
    assert.deepEqual(half, Array(9).fill("1"));
    // A map of nothing: F1 and sensitivity 0, specificity 1, no precision, no mass.
    assert.deepEqual(
      nothing,
      ["0", "0", "1", "0", "", "0.5", "0", "", "0.5"],
    );
  });
});

Deno.test("run() of score follows the prediction where a target says so", async () => {
  await withFolder(async (folder) => {
    const logits = [-1, 2, 3, 3, 0.5, 0.25];
    const rows = await scored(folder, { ...SMALL, params: PREDICTED, logits });
    assert.deepEqual(
      rows.map(({ image, class: index }) => `${image} ${index}`),
      // Of equal logits the first; "c" needs no diagnosis here.
      ["a 1", "a 1", "b 0", "c 0"],
    );
  });
});

Deno.test("run() of score equals the definitions on the enlarged map, pixel by pixel", async () => {
  await withFolder(async (folder) => {
    const size = { width: 41, height: 30 };
    const bytes = noise({ width: 10, height: 13, channels: 1 }).data;
    const values = Float32Array.from(
      bytes,
      (byte) => byte < 100 ? 0 : byte / 255,
    );
    const { data } = noise({ ...size, channels: 1 });
    const masks = [20, 128, 250].map((limit) =>
      maskOf([...data].map((byte) => byte < limit), size)
    );
    for (const border of ["mirror", "clamp"] as const) {
      const rows = await scored(folder, {
        params: { ...PARAMS, border },
        ids: ["a"],
        shape: [1, 2, 13, 10],
        maps: [[...Array(130).fill(1), ...values]],
        masks: masks.map((mask, i) => named("a", `r${i}`, "Plaque", mask)),
      });
      const map = [
        ...enlargeMap({ width: 10, height: 13, data: values }, {
          ...size,
          border,
        }).data,
      ];
      masks.forEach((mask, i) => {
        const expected = pixelScores(map, pixelsOf(mask));
        for (const measure of EXPLANATION_MEASURES) {
          const found = Number(rows[i]![measure]);
          assert.ok(
            Math.abs(found - expected[measure]!) < 1e-8,
            `${border}, ${measure}: ${found} is not ${expected[measure]}`,
          );
        }
      });
    }
  });
});

Deno.test("run() of score copes with a shard without images", async () => {
  await withFolder(async (folder) => {
    const empty = { ...SMALL, ids: [], maps: [], masks: [] };
    assert.deepEqual(await scored(folder, empty), []);
    assert.deepEqual(await scored(folder, { ...empty, logits: [] }), []);
  });
});

Deno.test("run() of score refuses inputs that do not belong together", async () => {
  const targets = [{ id: "far", classes: { Acne: 2 } }];
  const refusals: [Partial<Shard>, RegExp][] = [
    [
      { ids: ["a", "b"] },
      /^RangeError: .*maps of 3 images and there are 2 ids/,
    ],
    [{ shape: [6, 2, 3] }, /^TypeError: .*its shape is \[6, 2, 3\]/],
    [
      { params: PREDICTED },
      /^TypeError: .*"predicted": it follows .* no logits/,
    ],
    [
      { params: PREDICTED, logits: [1, 2] },
      /^RangeError: .*logits of 1 images and there are 3 ids/,
    ],
    [
      { params: PREDICTED, logits: [1, NaN, 1, 1, 1, 1] },
      /^RangeError: .*"predicted" on "a": a logit is not a number/,
    ],
    [
      { params: { ...PARAMS, targets } },
      /^RangeError: Cannot score class 2 of .*: it has 2 classes/,
    ],
    [
      { maps: [[...HALF, 0, 0, 0, 0, 0, 2], ...SMALL.maps.slice(1)] },
      /^RangeError: Cannot score a map with the value 2/,
    ],
    [
      {
        masks: [
          ...SMALL.masks,
          named("a", "r9", "Scale", {
            width: 4,
            height: 2,
            runs: Uint32Array.of(0, 1),
          }),
        ],
      },
      /^RangeError: .* a map of 3 x 2 pixels against a mask of 4 x 2/,
    ],
  ];
  for (const [change, message] of refusals) {
    await withFolder(async (folder) => {
      await assert.rejects(scored(folder, { ...SMALL, ...change }), message);
    });
  }
});
