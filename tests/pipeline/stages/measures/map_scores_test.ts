import assert from "node:assert/strict";
import { MapScores } from "../../../../pipeline/stages/measures/map_scores.ts";
import { MeasuresFiles } from "../../../support/measures_files.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const OPTIONS = {
  images: ["b", "a"],
  characteristics: ["Plaque", "Scale"],
} as const;
const READING = { reference: "share", map: "float" } as const;
const FOLD = {
  a: { maps: [[1, 2, 3], [0, 5, 0]] },
  b: { maps: [[4, 4, 4], [6, 7, 8]] },
} as const;

async function withMaps(
  fold: Parameters<MeasuresFiles["maps"]>[0],
  test: (path: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const { characteristics } = OPTIONS;
    const files = new MeasuresFiles(folder, {
      characteristics: [...characteristics, "Scar"],
      readings: [READING],
    });
    await test(await files.maps(fold));
  });
}

Deno.test("MapScores.of() gives the samples by image and characteristic, as they were found", async () => {
  await withMaps(FOLD, async (path) => {
    const found = [[true, false], [true, true]];
    const maps = await MapScores.read(path, { ...OPTIONS, found });

    assert.deepEqual(
      maps.of(READING).map(({ image, characteristic, found, overlap }) => [
        image,
        characteristic,
        found,
        overlap,
      ]),
      [["b", 0, true, 4], ["b", 1, false, 6], ["a", 0, true, 1], [
        "a",
        1,
        true,
        0,
      ]],
    );
    assert.deepEqual(maps.of(READING)[2], {
      image: "a",
      characteristic: 0,
      found: true,
      valid: 2,
      overlap: 1,
      mapArea: 2,
      referenceArea: 3,
    });
    const shown = await MapScores.read(path, OPTIONS);
    assert.ok(shown.of(READING).every(({ found }) => found));
  });
});

Deno.test("MapScores.of() refuses a reading that was not compared", async () => {
  await withMaps(FOLD, async (path) => {
    const maps = await MapScores.read(path, OPTIONS);

    assert.throws(() => maps.of({ ...READING, map: "8-bit" }), {
      name: "RangeError",
      message:
        /^Cannot find reference "share" and map "8-bit" in ".*": it has reference "share" and map "float": name one/,
    });
  });
});

Deno.test("MapScores.read() refuses rows that are not those of the fold", async () => {
  const { a, b } = FOLD;
  const cases: [Parameters<MeasuresFiles["maps"]>[0], RegExp][] = [
    [{ a, b, c: a }, /scores of "c", which is no image of its fold: supply/],
    [{ b }, /has no row of "Plaque" of "a": supply/],
    [
      { a: { maps: [a.maps[0]] }, b },
      /has no row of "Scale" of "a": supply/,
    ],
    [
      { a: { maps: [...a.maps, a.maps[0]] }, b },
      /scores of "Scar", which the study does not know: compare/,
    ],
  ];
  for (const [fold, message] of cases) {
    await withMaps(fold, async (path) => {
      await assert.rejects(MapScores.read(path, OPTIONS), {
        name: "RangeError",
        message,
      });
    });
  }
  await withMaps(FOLD, async (path) => {
    const [header, row] = (await Deno.readTextFile(path)).split("\n");
    await Deno.writeTextFile(path, [header, row, row, ""].join("\n"));
    await assert.rejects(MapScores.read(path, OPTIONS), {
      message: /has two rows of "Plaque" of "a": run/,
    });
  });
});
