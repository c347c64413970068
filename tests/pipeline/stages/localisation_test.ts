import assert from "node:assert/strict";
import { join } from "node:path";
import type { Mask } from "../../../data/dermx/mask.ts";
import { writeNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import type { FusionReading } from "../../../pipeline/metrics/fusion_reading.ts";
import {
  type LocalisationParams,
  localisationStage,
} from "../../../pipeline/stages/localisation.ts";
import {
  type LocalisationRow,
  readLocalisation,
} from "../../../pipeline/stages/localisation/score_rows.ts";
import { run } from "../../../pipeline/stages/localisation_run.ts";
import { writeEvaluationFiles } from "../../support/evaluation_files.ts";
import { evaluationOf } from "../../support/evaluations.ts";
import { FUZZY_READINGS } from "../../support/fuzzy_case.ts";
import { type NamedMask, writeMaskFiles } from "../../support/mask_files.ts";
import { noise } from "../../support/noise.ts";
import { outputsOf } from "../../support/outputs.ts";
import { maskOf } from "../../support/picture.ts";
import * as pixelwise from "../../support/pixel_scores.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** A part as the stage takes it; maps are of 1 x 2 values unless said. */
interface Part {
  readonly params: LocalisationParams;
  readonly ids: readonly string[];
  readonly masks: readonly NamedMask[];
  /** By image and characteristic, in their orders. */
  readonly maps: readonly (readonly number[])[];
  readonly shape?: readonly number[];
}

const READING = {
  scope: { raters: ["r1", "r2", "r3"], images: "all" },
  rule: "undiscarded",
} as const;

const PARAMS: LocalisationParams = {
  characteristics: ["Plaque", "Scale"],
  border: "clamp",
  references: [
    {
      id: "share",
      ...READING,
      fusion: { rule: "fuzzy_relative", of: "valid" },
    },
    {
      id: "full",
      ...READING,
      rule: "all",
      fusion: { rule: "full_agreement", of: "valid" },
    },
  ],
  maps: ["float", "8-bit"],
};

/** The third rater of `a` discards it, the fourth is not asked. */
const EVALUATIONS = [
  evaluationOf("r1 a", ["Acne"]),
  evaluationOf("r2 a", ["Acne"]),
  evaluationOf("r3 a", ["Low-quality"]),
  evaluationOf("r4 a", ["Acne"]),
  evaluationOf("r1 b", ["Acne"]),
];

function named(name: string, mask: Mask): NamedMask {
  const [image, rater, characteristic] = name.split(" ") as [
    string,
    string,
    string,
  ];
  return { image, rater, characteristic, mask };
}

const SMALL: Part = {
  params: PARAMS,
  ids: ["b", "a"],
  masks: [
    named("a r1 Plaque", maskOf(["##..", "##.."])),
    named("a r1 union", maskOf(["####", "####"])),
    named("a r2 Plaque", maskOf([".##.", "...."])),
    named("a r3 Plaque", maskOf([".#..", ".#.."])),
    named("a r4 Plaque", maskOf(["####", "####"])),
    named("a r2 Cyst", maskOf(["####", "####"])),
    // Drawn, and lost when it was resized.
    named("a r1 Scale", maskOf(["....", "...."])),
  ],
  // Of "b" first; four columns are the left value, 3/4 and 1/4 of it, the right one.
  maps: [[0, 0], [1, 1], [1, 0], [0, 0]],
};

async function compared(
  folder: string,
  { params, ids, masks, maps, shape = [ids.length, 2, 1, 2] }: Part,
): Promise<LocalisationRow[]> {
  const path = (name: string): string => join(folder, name);
  await writeJson(path("ids.json"), ids);
  const data = Float32Array.from(maps.flat());
  await writeNpy(path("maps.npy"), { shape, data });
  const stage = localisationStage();
  const io = stageIO(folder, {
    params,
    inputs: {
      ...await writeMaskFiles(folder, masks),
      ...await writeEvaluationFiles(folder, {
        evaluations: EVALUATIONS,
        diagnoses: { a: "Acne" },
      }),
      ids: path("ids.json"),
      maps: path("maps.npy"),
    },
    outputs: outputsOf(stage),
  });
  await run(io);
  return await readLocalisation(io.output("scores"));
}

Deno.test("run() of localisation compares each map with each reference", async () => {
  await withFolder(async (folder) => {
    const rows = await compared(folder, SMALL);

    assert.deepEqual(
      rows.map(({ image, characteristic, reference, map, drew, valid }) =>
        `${image} ${characteristic} ${reference} ${map}: ${drew} of ${valid}`
      ),
      [
        "b Plaque share float: 0 of 1",
        "b Plaque share 8-bit: 0 of 1",
        "b Plaque full float: 0 of 1",
        "b Plaque full 8-bit: 0 of 1",
        "b Scale share float: 0 of 1",
        "b Scale share 8-bit: 0 of 1",
        "b Scale full float: 0 of 1",
        "b Scale full 8-bit: 0 of 1",
        "a Plaque share float: 2 of 2",
        "a Plaque share 8-bit: 2 of 2",
        "a Plaque full float: 3 of 3",
        "a Plaque full 8-bit: 3 of 3",
        "a Scale share float: 1 of 2",
        "a Scale share 8-bit: 1 of 2",
        "a Scale full float: 1 of 3",
        "a Scale full 8-bit: 1 of 3",
      ],
    );
    const sums = rows.map(({ overlap, mapArea, referenceArea, pixels }) => {
      assert.equal(pixels, 8);
      return [overlap, mapArea, referenceArea];
    });
    assert.deepEqual(sums.slice(0, 5), [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 8, 0],
    ]);
    // The map is 1 3/4 1/4 0 twice. Half of two raters: .5 1 .5 0 and .5 .5 0 0.
    assert.deepEqual(sums[8], [0.5 + 0.75 + 0.25 + 0.5 + 0.5, 4, 3]);
    // All of three raters: one pixel, below which the map is 3/4.
    assert.deepEqual(sums[10], [0.75, 4, 1]);
    // In bytes three quarters are 191 of 255, and one quarter 63.
    const [threeQuarters, quarter] = [191 / 255, 63 / 255] as const;
    for (
      const [found, expected] of [
        [sums[9]!, [
          1.5 + threeQuarters + quarter,
          2 * (1 + threeQuarters + quarter),
          3,
        ]],
        [sums[11]!, [threeQuarters, 2 * (1 + threeQuarters + quarter), 1]],
      ] as const
    ) {
      found.forEach((value, i) =>
        assert.ok(Math.abs(value - expected[i]!) < 1e-8, `${found}`)
      );
    }
    // What vanished leaves a reference of nothing.
    assert.deepEqual(sums.slice(12), Array(4).fill([0, 0, 0]));
  });
});

Deno.test("run() of localisation equals the definitions on the enlarged map, pixel by pixel", async () => {
  const size = { width: 41, height: 30 };
  const { data } = noise({ ...size, channels: 1 });
  const outlines = [20, 90, 128, 250].map((limit) =>
    pixelwise.maskOf([...data].map((byte) => byte < limit), size)
  );
  const values = Float32Array.from(
    noise({ width: 10, height: 13, channels: 1 }).data,
    (byte) => byte < 100 ? 0 : byte / 255,
  );
  const ones = Array(130).fill(1);
  const votes = [...data].map((_, i) =>
    outlines.filter((mask) => pixelwise.pixelsOf(mask)[i]).length
  );
  for (const border of ["mirror", "clamp"] as const) {
    const params: LocalisationParams = {
      characteristics: ["Plaque", "Scale"],
      border,
      references: FUZZY_READINGS.map((fusion) => ({
        id: JSON.stringify(fusion),
        scope: { raters: "all", images: "all" },
        rule: "all",
        fusion,
      })),
      maps: ["8-bit", "float"],
    };
    const rows = await withFolder((folder) =>
      compared(folder, {
        params,
        ids: ["a"],
        shape: [1, 2, 13, 10],
        maps: [ones, [...values]],
        masks: outlines.map((mask, i) => named(`a r${i + 1} Scale`, mask)),
      })
    );
    assert.equal(rows.length, 2 * FUZZY_READINGS.length * 2);
    const enlarged = enlargeMap({ width: 10, height: 13, data: values }, {
      ...size,
      border,
    });
    for (const row of rows) {
      if (row.characteristic === "Plaque") {
        assert.deepEqual(
          [row.overlap, row.mapArea, row.referenceArea],
          [0, row.pixels, 0],
        );
        continue;
      }
      const map = [...enlarged.data].map((value) =>
        row.map === "float" ? value : Math.floor(Math.fround(value) * 255) / 255
      );
      const reference = votes.map((votes) =>
        worth(votes, JSON.parse(row.reference))
      );
      const sum = (value: (i: number) => number): number =>
        map.reduce((sum, _, i) => sum + value(i), 0);
      const expected = {
        overlap: sum((i) => Math.min(map[i]!, reference[i]!)),
        mapArea: sum((i) => map[i]!),
        referenceArea: sum((i) => reference[i]!),
      };
      for (const [name, value] of Object.entries(expected)) {
        const found = row[name as keyof typeof expected];
        assert.ok(
          Math.abs(found - value) < 1e-6,
          `${border}, ${row.reference}, ${row.map}: ${name} is ${found}, not ${value}`,
        );
      }
    }
  }
});

/** What votes of four raters are worth, all of whom drew, and agree somewhere. */
function worth(votes: number, { rule, ...of }: FusionReading): number {
  switch (rule) {
    case "any_agreement":
      return votes > 0 ? 1 : 0;
    case "majority_agreement":
      return votes >= 3 ? 1 : 0;
    case "full_agreement":
      return votes === 4 ? 1 : 0;
    case "fuzzy_fixed":
      return votes / 8;
    case "fuzzy_relative":
      assert.ok("of" in of);
      return votes / 4;
  }
}

Deno.test("run() of localisation gives 1 for a map that is the reference", async () => {
  await withFolder(async (folder) => {
    const mask = maskOf(["####", "####"]);
    const rows = await compared(folder, {
      ...SMALL,
      masks: [1, 2, 3].map((r) => named(`a r${r} Scale`, mask)),
      maps: [[0, 0], [0, 0], [0, 0], [1, 1]],
    });
    const own = rows.filter(({ image, characteristic }) =>
      image === "a" && characteristic === "Scale"
    );
    assert.deepEqual(
      own.map(({ overlap, mapArea, referenceArea }) =>
        2 * overlap / (mapArea + referenceArea)
      ),
      [1, 1, 1, 1],
    );
  });
});

Deno.test("run() of localisation copes with a part without images", async () => {
  await withFolder(async (folder) => {
    const empty = { ...SMALL, ids: [], maps: [], masks: [] };
    assert.deepEqual(await compared(folder, empty), []);
  });
});

Deno.test("run() of localisation refuses inputs that do not belong together", async () => {
  const [first, ...others] = SMALL.masks;
  const fixed = { rule: "fuzzy_fixed", of: 1 } as const;
  const refusals: [Partial<Part>, RegExp][] = [
    [
      { ids: ["a"], shape: [2, 2, 1, 2] },
      /^RangeError: .*maps of 2 images and there are 1 ids/,
    ],
    [{ shape: [4, 1, 2] }, /^TypeError: .*its shape is \[4, 1, 2\]/],
    [
      { shape: [2, 1, 2, 2] },
      /^RangeError: .*has 1 maps an image and the study names 2 character/,
    ],
    [
      { ids: ["b", "c"] },
      /^RangeError: .*outlines on "a", and there is no map of that image/,
    ],
    [{ masks: [] }, /^RangeError: .*no outline that says how large/],
    [
      { masks: [...others, { ...first!, mask: maskOf(["#"]) }] },
      /^RangeError: .*outlines are of 4 x 2 and of 1 x 1 pixels/,
    ],
    [
      { maps: [[0, 0], [0, 2], [0, 0], [0, 0]] },
      /^RangeError: .*the value .*normalise it to 0 to 1/,
    ],
    [
      {
        params: {
          ...PARAMS,
          references: [{ ...PARAMS.references[0]!, fusion: fixed }],
        },
      },
      /^RangeError: Cannot fuse 2 votes of 1 raters by "fuzzy_fixed"/,
    ],
  ];
  for (const [change, message] of refusals) {
    await withFolder(async (folder) => {
      await assert.rejects(compared(folder, { ...SMALL, ...change }), message);
    });
  }
});
