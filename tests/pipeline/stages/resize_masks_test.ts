import assert from "node:assert/strict";
import { join } from "node:path";
import { writeCsv } from "../../../data/csv.ts";
import { area, type Mask, union } from "../../../data/dermx/mask.ts";
import { resizeMask } from "../../../data/dermx/resize_mask.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { readImages } from "../../../pipeline/stages/evaluations/read_images.ts";
import { readEvaluations } from "../../../pipeline/stages/evaluations/read_evaluations.ts";
import { selectEvaluations } from "../../../pipeline/stages/evaluations/evaluation_set.ts";
import {
  resizeMasks,
  type ResizeMasksParams,
} from "../../../pipeline/stages/resize_masks.ts";
import { run } from "../../../pipeline/stages/resize_masks_run.ts";
import { partName } from "../../../pipeline/stages/shards/part_name.ts";
import { shardOf } from "../../../pipeline/stages/shards/shard_of.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import {
  type NamedMask,
  readMaskFiles,
  writeMaskFiles,
} from "../../support/mask_files.ts";
import { foldLine, packFolds } from "../../support/folds.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** The benchmark's size. */
const PARAMS: ResizeMasksParams = {
  width: 400,
  height: 300,
  division: { by: "id", shards: 4 },
  nearest: "centre",
};

const ACNE = { diagnosis: "Acne" };

/** Runs the stage; gives the masks and the images of each part, and the log. */
async function resized(
  folder: string,
  { inputs, params }: {
    inputs: Record<string, string>;
    params: ResizeMasksParams;
  },
): Promise<{
  parts: NamedMask[][];
  images: string[][];
  lines: readonly string[];
}> {
  const io = stageIO(folder, {
    params,
    inputs,
    outputs: outputsOf(resizeMasks),
  });
  for (const port of Object.keys(resizeMasks.outputs)) {
    await Deno.mkdir(io.output(port), { recursive: true });
  }
  await run(io);
  const written = await Array.fromAsync(Deno.readDir(io.output("masks")));
  const parts = await Promise.all(
    Array.from({ length: written.length }, (_, part) =>
      readMaskFiles({
        masks: join(io.output("masks"), partName(part, "csv")),
        runs: join(io.output("runs"), partName(part, "npy")),
      })),
  );
  const images = await Promise.all(
    Array.from({ length: written.length }, async (_, part) => [
      ...(await readImages(
        join(io.output("images"), partName(part, "csv")),
      )).keys(),
    ]),
  );
  return { parts, images, lines: io.lines };
}

async function imagesFile(
  folder: string,
  images: readonly string[],
): Promise<string> {
  const path = join(folder, "images.csv");
  const rows = images.map((image) => ({
    image,
    file: `${image}.jpg`,
    original_file: "",
    dataset: "",
    diagnosis: "Acne",
    skin_tone: "",
    age: "",
  }));
  await writeCsv(path, { columns: TABLE_COLUMNS.images, rows });
  return path;
}

function box(
  { x, y, width, height }: Record<"x" | "y" | "width" | "height", number>,
): Mask {
  const runs = Array.from({ length: height }, (_, row) => {
    const start = (y + row) * 40 + x;
    return [start, start + width];
  });
  return { width: 40, height: 30, runs: Uint32Array.from(runs.flat()) };
}

const LARGE = box({ x: 4, y: 6, width: 12, height: 8 });
const OTHER = box({ x: 10, y: 8, width: 20, height: 4 });
const DOT = box({ x: 1, y: 1, width: 1, height: 1 });

Deno.test("run() of resize_masks writes each image's masks into its shard, and their union last", async () => {
  await withFolder(async (folder) => {
    const name = { image: "b", rater: "r2" };
    const masks: NamedMask[] = [
      { image: "a", rater: "r1", characteristic: "Scale", mask: LARGE },
      // Neither raters nor characteristics come in order.
      { ...name, characteristic: "Scale", mask: OTHER },
      { ...name, characteristic: "Plaque", mask: LARGE },
      { image: "b", rater: "r1", characteristic: "Papule", mask: LARGE },
    ];
    const inputs = {
      ...await writeMaskFiles(folder, masks),
      images: await imagesFile(folder, ["a", "b", "c"]),
    };
    const params = {
      ...PARAMS,
      width: 10,
      height: 5,
      division: { by: "id", shards: 3 },
    } as const;
    const { parts, images, lines } = await resized(folder, { inputs, params });

    const [large, other] = [LARGE, OTHER].map((mask) =>
      resizeMask(mask, params)
    ) as [Mask, Mask];
    assert.equal(area(large), 3);
    const expected: NamedMask[][] = [[], [], []];
    expected[shardOf("a", 3)]!.push(
      { image: "a", rater: "r1", characteristic: "Scale", mask: large },
      { image: "a", rater: "r1", characteristic: "union", mask: large },
    );
    expected[shardOf("b", 3)]!.push(
      { image: "b", rater: "r1", characteristic: "Papule", mask: large },
      { image: "b", rater: "r1", characteristic: "union", mask: large },
      { ...name, characteristic: "Plaque", mask: large },
      { ...name, characteristic: "Scale", mask: other },
      { ...name, characteristic: "union", mask: union(large, other) },
    );
    assert.deepEqual(parts, expected);
    const named: string[][] = [[], [], []];
    for (const image of ["a", "b", "c"]) named[shardOf(image, 3)]!.push(image);
    assert.deepEqual(images, named);
    assert.deepEqual(lines, [
      "4 masks on 2 images; 1 of 3 images with metadata have none",
    ]);
  });
});

Deno.test("run() of resize_masks keeps the row of a mask that vanishes, and says so", async () => {
  await withFolder(async (folder) => {
    const masks = [
      { image: "a", rater: "r1", characteristic: "Papule", mask: DOT },
      { image: "a", rater: "r1", characteristic: "Plaque", mask: LARGE },
    ];
    const inputs = {
      ...await writeMaskFiles(folder, masks),
      images: await imagesFile(folder, ["a"]),
    };
    const params = {
      ...PARAMS,
      width: 10,
      height: 5,
      division: { by: "id", shards: 1 },
    } as const;
    const { parts: [part], lines } = await resized(folder, { inputs, params });

    assert.deepEqual(
      part?.map(({ characteristic, mask }) => [characteristic, area(mask)]),
      [["Papule", 0], ["Plaque", 3], ["union", 3]],
    );
    assert.equal(
      lines[1],
      'Nothing is left of 1 masks at 10 x 5, the first of them "Papule" of "a" by "r1"',
    );
  });
});

Deno.test("run() of resize_masks divides by the fold that tests an image", async () => {
  await withFolder(async (folder) => {
    const masks = ["a", "b", "elsewhere"].map((image) => ({
      image,
      rater: "r1",
      characteristic: "Plaque",
      mask: LARGE,
    }));
    const inputs = {
      ...await writeMaskFiles(folder, masks),
      images: await imagesFile(folder, ["a", "b", "c", "d"]),
      folds: join(folder, "folds.tar"),
    };
    packFolds(inputs.folds, {
      "metadata_fold_0_train.csv": [],
      "metadata_fold_0_test.csv": [
        foldLine("c", ACNE),
        foldLine("b", ACNE),
      ],
      "metadata_fold_1_train.csv": [foldLine("d", ACNE)],
      "metadata_fold_1_test.csv": [foldLine("a", ACNE)],
    });
    const params = { ...PARAMS, division: { by: "fold" } } as const;
    const { parts, images, lines } = await resized(folder, { inputs, params });

    assert.deepEqual(
      parts.map((part) => part.map(({ image }) => image)),
      [["b", "b"], ["a", "a"]],
    );
    // In the order of the metadata, as without folds.
    assert.deepEqual(images, [["b", "c"], ["a"]]);
    assert.deepEqual(lines, [
      "2 masks on 2 images; 1 of 3 images with metadata have none",
      "2 images with outlines or metadata are tested by no fold and were left out",
    ]);
  });
});

Deno.test("run() of resize_masks writes every part of a release without masks", async () => {
  await withFolder(async (folder) => {
    const inputs = {
      ...await writeMaskFiles(folder, []),
      images: await imagesFile(folder, []),
    };
    const { parts } = await resized(folder, { inputs, params: PARAMS });
    assert.deepEqual(parts, [[], [], [], []]);
  });
});

Deno.test(
  "run() of resize_masks keeps the census of the first release",
  needsMirror(),
  async (t) => {
    await withFolder(async (folder) => {
      const release = await ingestedRelease(folder);
      const { masks, runs, images } = release as Record<string, string>;
      const inputs = { masks: masks!, runs: runs!, images: images! };
      const { parts, lines } = await resized(folder, {
        inputs,
        params: PARAMS,
      });
      const rows = parts.flat();
      const drawn = rows.filter(({ characteristic }) =>
        characteristic !== "union"
      );

      // Counts found by an independent program, and rows printed in the authors'
      // notebooks: 6 x 3,263 and 6 x 1,482.
      await t.step("of outlines and of evaluations that have one", () => {
        assert.equal(drawn.length, 3263);
        assert.equal(rows.length - drawn.length, 1482);
      });

      await t.step(
        "and of those on the images that the paper keeps",
        async () => {
          const evaluations = await readEvaluations({
            evaluations: release.evaluations!,
            selections: release.selections!,
          });
          const valid = selectEvaluations(evaluations, "one-diagnosis");
          const kept = new Set(valid.map(({ image }) => image));
          const names = new Set(
            valid.map(({ image, rater }) => `${rater} ${image}`),
          );
          assert.equal(kept.size, 525);
          const onKept = rows.filter(({ image }) => kept.has(image));
          const counted = onKept.filter(({ image, rater }) =>
            names.has(`${rater} ${image}`)
          );
          const counts = [onKept, counted].map((masks) => [
            masks.filter(({ characteristic }) => characteristic !== "union")
              .length,
            masks.filter(({ characteristic }) => characteristic === "union")
              .length,
          ]);
          assert.deepEqual(counts, [[3194, 1444], [2805, 1276]]);
        },
      );

      await t.step("and none vanishes", () => {
        assert.equal(lines.length, 1);
        assert.ok(rows.every(({ mask }) => mask.runs.length > 0));
      });

      await t.step(
        "and every mask has the size and lies in its image's part",
        () => {
          parts.forEach((part, shard) => {
            assert.ok(part.length > 0);
            for (const { image, mask } of part) {
              assert.equal(shardOf(image, 4), shard);
              assert.deepEqual([mask.width, mask.height], [400, 300]);
            }
          });
        },
      );
    });
  },
);
