import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { readCsv } from "../../../data/csv.ts";
import type { Mask } from "../../../data/dermx/mask.ts";
import { fusedValue } from "../../../pipeline/metrics/fused_value.ts";
import { DERMXDB_RATERS } from "../../../pipeline/stages/dermxdb_raters.ts";
import { DERMXDB_CHARACTERISTICS } from "../../../pipeline/stages/labels_dermxdb.ts";
import type { ReferenceReading } from "../../../pipeline/stages/localisation.ts";
import {
  type RaterLocalisationRow,
  readRaterLocalisation,
} from "../../../pipeline/stages/localisation/score_rows.ts";
import {
  raterLocalisation,
  type RaterLocalisationParams,
} from "../../../pipeline/stages/rater_localisation.ts";
import { run } from "../../../pipeline/stages/rater_localisation_run.ts";
import {
  resizeMasks,
  type ResizeMasksParams,
} from "../../../pipeline/stages/resize_masks.ts";
import { run as runResizeMasks } from "../../../pipeline/stages/resize_masks_run.ts";
import { partName } from "../../../pipeline/stages/shards/part_name.ts";
import { writeEvaluationFiles } from "../../support/evaluation_files.ts";
import { evaluationOf } from "../../support/evaluations.ts";
import { FUZZY_READINGS, fuzzyCase } from "../../support/fuzzy_case.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { type NamedMask, writeMaskFiles } from "../../support/mask_files.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { maskOf } from "../../support/picture.ts";
import { fromFileUrl } from "../../support/paths.ts";
import { pixelsOf } from "../../support/pixel_scores.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** Made by tests/oracle/rater_localisation.py from annotations and mask pictures. */
const ORACLE = new URL(
  "./rater_localisation/fixtures/release.csv",
  import.meta.url,
);

const ORACLE_COLUMNS = [
  "characteristic",
  "against",
  "rows",
  "overlap",
  "map_area",
  "reference_area",
  "f1",
] as const;

const SHARE: ReferenceReading = {
  id: "share",
  scope: { raters: ["r1", "r2", "r3", "r4", "r5"], images: "all" },
  rule: "undiscarded",
  fusion: { rule: "fuzzy_relative", of: "valid" },
};

const PARAMS: RaterLocalisationParams = {
  characteristics: ["Plaque", "Scale"],
  references: [SHARE],
};

/** The third rater discards `a`, and the sixth is not asked. */
const EVALUATIONS = [
  ..."1245".split("").map((k) => evaluationOf(`r${k} a`, ["Acne"])),
  evaluationOf("r3 a", ["Low-quality"]),
  evaluationOf("r6 a", ["Acne"]),
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

/** In steps of 2 ** -30. */
const THIRD = Math.round(2 ** 30 / 3) / 2 ** 30;

/** Runs the stage on some parts of masks. */
async function compared(
  folder: string,
  { parts, params = PARAMS }: {
    parts: readonly (readonly NamedMask[])[];
    params?: RaterLocalisationParams;
  },
): Promise<RaterLocalisationRow[]> {
  const files = [];
  for (const [part, masks] of parts.entries()) {
    const place = join(folder, String(part));
    await Deno.mkdir(place, { recursive: true });
    files.push(await writeMaskFiles(place, masks));
  }
  const io = stageIO(folder, {
    params,
    inputs: {
      ...await writeEvaluationFiles(folder, {
        evaluations: EVALUATIONS,
        diagnoses: { a: "Acne" },
      }),
      masks: files.map(({ masks }) => masks),
      runs: files.map(({ runs }) => runs),
    },
    outputs: outputsOf(raterLocalisation),
  });
  await run(io);
  return await readRaterLocalisation(io.output("scores"));
}

const MASKS = [
  named("a r1 Plaque", maskOf(["##..", "##.."])),
  named("a r1 union", maskOf(["####", "####"])),
  named("a r2 Plaque", maskOf([".##.", "...."])),
  named("a r3 Plaque", maskOf(["####", "####"])),
  named("a r6 Plaque", maskOf(["####", "####"])),
  // Drawn, and lost when it was resized.
  named("a r1 Scale", maskOf(["....", "...."])),
];

Deno.test("run() of rater_localisation compares each rater with the others and with all", async () => {
  await withFolder(async (folder) => {
    const rows = await compared(folder, {
      parts: [MASKS, [named("b r1 Scale", maskOf(["#..."]))]],
    });
    assert.deepEqual(
      rows.map((row) => [
        `${row.image} ${row.rater} ${row.characteristic} ${row.against}: ${row.drew} of ${row.valid}`,
        row.overlap,
        row.mapArea,
        Math.round(1e6 * row.referenceArea) / 1e6,
        row.pixels,
      ]),
      [
        // All: a quarter on four pixels, and half on one of them both drew.
        ["a r1 Plaque others: 1 of 3", THIRD, 4, 0.666667, 8],
        ["a r1 Plaque all: 2 of 4", 1.25, 4, 1.5, 8],
        ["a r2 Plaque others: 1 of 3", THIRD, 2, 1.333333, 8],
        ["a r2 Plaque all: 2 of 4", 0.75, 2, 1.5, 8],
        // Two more who count drew nothing.
        ["a r4 Plaque others: 2 of 3", 0, 0, 2, 8],
        ["a r4 Plaque all: 2 of 4", 0, 0, 1.5, 8],
        ["a r5 Plaque others: 2 of 3", 0, 0, 2, 8],
        ["a r5 Plaque all: 2 of 4", 0, 0, 1.5, 8],
        // Alone with an image, a rater has nobody to agree with.
        ["b r1 Scale others: 0 of 0", 0, 1, 0, 4],
        ["b r1 Scale all: 1 of 1", 1, 1, 1, 4],
      ],
    );
  });
});

Deno.test("run() of rater_localisation equals the definitions, pixel by pixel", async () => {
  const params: RaterLocalisationParams = {
    characteristics: ["Plaque"],
    references: FUZZY_READINGS.map((fusion) => ({
      ...SHARE,
      id: JSON.stringify(fusion),
      fusion,
    })),
  };
  const voters = ["r1", "r2", "r4", "r5"];
  await withFolder((folder) =>
    fc.assert(
      fc.asyncProperty(fuzzyCase(), async ({ masks }) => {
        // Of five outlines the third is of someone who does not count.
        const drawn = masks.map((mask, i) => named(`a r${i + 1} Plaque`, mask));
        const rows = await compared(folder, { parts: [drawn], params });
        const expected = params.references.flatMap(({ id, fusion }) =>
          voters.flatMap((rater) =>
            (["others", "all"] as const).flatMap((against) => {
              const opponents = voters.filter((voter) =>
                against === "all" || voter !== rater
              );
              const own = drawn.find((mask) => mask.rater === rater);
              const outlines = drawn
                .filter((mask) => opponents.includes(mask.rater))
                .map(({ mask }) => pixelsOf(mask));
              const map = own === undefined
                ? Array<boolean>(24).fill(false)
                : pixelsOf(own.mask);
              const votes = map.map((_, i) =>
                outlines.filter((outline) => outline[i]).length
              );
              const counts = {
                valid: opponents.length,
                drew: outlines.length,
                most: Math.max(...votes),
              };
              const worth = votes.map((votes) =>
                fusedValue(fusion, { ...counts, votes })
              );
              const area = map.filter(Boolean).length;
              const sum = worth.reduce((sum, value) => sum + value, 0);
              if (area === 0 && sum === 0) return [];
              const overlap = worth.reduce(
                (sum, value, i) => sum + Math.min(value, Number(map[i])),
                0,
              );
              return [{ rater, id, against, counts, overlap, area, sum }];
            })
          )
        );
        assert.equal(rows.length, expected.length);
        expected.forEach((row, i) => {
          const found = rows[i]!;
          assert.deepEqual(
            [found.rater, found.reference, found.against],
            [row.rater, row.id, row.against],
          );
          assert.deepEqual(
            [found.drew, found.valid, found.mapArea, found.pixels],
            [row.counts.drew, row.counts.valid, row.area, 24],
          );
          assert.ok(Math.abs(found.overlap - row.overlap) < 1e-7);
          assert.ok(Math.abs(found.referenceArea - row.sum) < 1e-7);
        });
      }),
      { seed: 11, numRuns: 40 },
    )
  );
});

Deno.test("run() of rater_localisation copes with parts without masks", async () => {
  await withFolder(async (folder) => {
    assert.deepEqual(await compared(folder, { parts: [[], []] }), []);
  });
});

Deno.test(
  "run() of rater_localisation finds what another program finds in the release",
  needsMirror(),
  async () => {
    await withFolder(async (folder) => {
      const release = await ingestedRelease(folder, "v2");
      const resized = stageIO<ResizeMasksParams>(join(folder, "resized"), {
        params: {
          width: 260,
          height: 260,
          division: { by: "fold" },
          nearest: "centre",
        },
        inputs: release,
        outputs: outputsOf(resizeMasks),
      });
      for (const port of Object.keys(resizeMasks.outputs)) {
        await Deno.mkdir(resized.output(port), { recursive: true });
      }
      await runResizeMasks(resized);
      const parts = (port: string, extension: string): string[] =>
        Array.from(
          { length: 10 },
          (_, fold) => join(resized.output(port), partName(fold, extension)),
        );
      const io = stageIO<RaterLocalisationParams>(folder, {
        params: {
          characteristics: DERMXDB_CHARACTERISTICS,
          references: [{
            id: "share",
            scope: {
              raters: DERMXDB_RATERS.map(({ first }) => first),
              images: "with-metadata",
            },
            rule: "first-tag-is-diagnosis",
            fusion: { rule: "fuzzy_relative", of: "valid" },
          }],
        },
        inputs: {
          ...release,
          masks: parts("masks", "csv"),
          runs: parts("runs", "npy"),
        },
        outputs: outputsOf(raterLocalisation),
      });
      await run(io);
      const rows = await readRaterLocalisation(io.output("scores"));
      const oracle = await readCsv(fromFileUrl(ORACLE), {
        columns: ORACLE_COLUMNS,
      });
      assert.equal(oracle.length, 20);
      for (const { characteristic, against, ...expected } of oracle) {
        const own = rows.filter((row) =>
          row.characteristic === characteristic && row.against === against
        );
        const place = `${characteristic}, ${against}`;
        assert.equal(own.length, Number(expected.rows), place);
        const total = (value: (row: RaterLocalisationRow) => number): number =>
          own.reduce((sum, row) => sum + value(row), 0);
        const shown = own.filter(({ referenceArea }) => referenceArea > 0);
        const f1 = shown.reduce(
          (sum, { overlap, mapArea, referenceArea }) =>
            sum + 2 * overlap / (mapArea + referenceArea),
          0,
        ) / shown.length;
        // Seven of the 9,363 pictures differ from our masks by a pixel, and steps of
        // 2 ** -30 add up over a thousand rows.
        assert.ok(Math.abs(f1 - Number(expected.f1)) < 1e-6, place);
        for (
          const [found, value] of [
            [total(({ overlap }) => overlap), expected.overlap],
            [total(({ mapArea }) => mapArea), expected.map_area],
            [total((row) => row.referenceArea), expected.reference_area],
          ] as const
        ) {
          assert.ok(Math.abs(found - Number(value)) < 2, `${place}: ${found}`);
        }
      }
    });
  },
);
