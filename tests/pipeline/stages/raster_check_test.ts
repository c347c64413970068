import assert from "node:assert/strict";
import { join } from "node:path";
import { encode } from "fast-png";
import { readTar } from "../../../data/archive/read_tar.ts";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { parseAnnotationFile } from "../../../data/dermx/parse_annotation_file.ts";
import { ingest } from "../../../pipeline/stages/ingest.ts";
import { run as runIngest } from "../../../pipeline/stages/ingest_run.ts";
import {
  rasterCheck,
  type RasterCheckParams,
} from "../../../pipeline/stages/raster_check.ts";
import { run } from "../../../pipeline/stages/raster_check_run.ts";
import {
  annotationFile,
  outlined,
  tag,
  textFile,
} from "../../support/annotation_file.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { mirrorFolder, needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { slowRasterise } from "../../support/slow_rasterise.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

type File = ReturnType<typeof textFile>;

const INDEX = "instance_mask_annotations.csv";

/** Two scales that overlap in four pixels, and a plaque with a hole. */
const ANNOTATIONS = annotationFile("derm1_A (1)", [
  outlined("Scale", [0, 0, 4, 0, 4, 2, 0, 2]),
  outlined("Plaque", [0, 0, 7, 0, 7, 5, 0, 5], [3, 2, 5, 2, 5, 4, 3, 4]),
  outlined("Scale", [3, 1, 7, 1, 7, 3, 3, 3]),
  tag("Psoriasis"),
]);

/** A picture of outlines of {@link ANNOTATIONS}, pixels of it changed. */
function picture(
  name: string,
  { outlines, flipped = [] }: { outlines: number[]; flipped?: number[] },
): File {
  const size = { width: 8, height: 6 };
  const { annotations } = parseAnnotationFile(ANNOTATIONS, { release: "v1" });
  const data = new Uint8Array(48);
  for (const outline of outlines) {
    const pixels = slowRasterise(annotations[outline]!.paths!, size);
    pixels.forEach((inside, i) => data[i]! |= inside * 255);
  }
  for (const pixel of flipped) data[pixel]! ^= 255;
  const png = encode({ ...size, data, depth: 8, channels: 1 });
  return { name: `masks/${name}.png`, bytes: Uint8Array.from(png) };
}

/** The first release's files for {@link ANNOTATIONS}. */
const RELEASED = [
  textFile(
    INDEX,
    [
      "image_id,mask_id,class_name",
      "derm1_A (1),derm1_A (1)_00000,Scale",
      "derm1_A (1),derm1_A (1)_00001,Plaque",
      "derm1_A (1),derm1_A (1)_00002,Scale",
      "derm2_B,derm2_B_00000,Scale",
    ].join("\n") + "\n",
  ),
  picture("derm1_A (1)_00000", { outlines: [0] }),
  picture("derm1_A (1)_00001", { outlines: [1] }),
  picture("derm1_A (1)_00002", { outlines: [2] }),
];

interface Outcome {
  readonly table: string[];
  readonly summary: Record<string, number>;
}

/** Ingests {@link ANNOTATIONS} and compares the masks with the given pictures. */
async function check(
  pictures: readonly File[],
  params: Partial<RasterCheckParams> = {},
): Promise<Outcome> {
  return await withFolder(async (folder) => {
    const annotations = join(folder, "annotations.tar");
    const metadata = join(folder, "metadata.csv");
    writeTar(annotations, [ANNOTATIONS]);
    await Deno.writeTextFile(
      metadata,
      "original_filename;dataset;diagnosis;current_filename;skin_tone;age\r\n",
    );
    const ingested = stageIO(folder, {
      params: { release: "v1", imagesWithoutMetadata: "keep" } as const,
      inputs: { annotations, metadata },
      outputs: outputsOf(ingest),
    });
    await runIngest(ingested);
    const archive = join(folder, "masks.tar");
    writeTar(archive, pictures);
    const io = stageIO<RasterCheckParams>(folder, {
      params: {
        sample: 64,
        seed: 1,
        naming: "instance",
        tolerance: { differingMasks: 0, differingPixels: 0 },
        ...params,
      },
      inputs: {
        pictures: archive,
        masks: ingested.output("masks"),
        runs: ingested.output("runs"),
      },
      outputs: outputsOf(rasterCheck),
    });
    await run(io);
    return {
      table: (await Deno.readTextFile(io.output("raster_check"))).split("\n"),
      summary: JSON.parse(await Deno.readTextFile(io.output("summary"))),
    };
  });
}

const HEADER = "image,rater,characteristic,instances,pixels,differing_pixels";

Deno.test("run() of raster_check lays the pictures of a class over each other", async () => {
  assert.deepEqual(await check(RELEASED), {
    table: [
      HEADER,
      "A (1),derm1,Plaque,1,47,0",
      "A (1),derm1,Scale,2,26,0",
      "",
    ],
    summary: {
      masks: 2,
      sampled: 2,
      instances: 3,
      pixels: 73,
      identical: 2,
      differing_masks: 0,
      differing_pixels: 0,
    },
  });
});

Deno.test("run() of raster_check finds the pictures in any order of the archive", async () => {
  const { summary } = await check(RELEASED.toReversed());

  assert.equal(summary["identical"], 2);
});

Deno.test("run() of raster_check reads pictures named by class and no leftovers by number", async () => {
  const pictures = [
    picture("derm1_A (1)_00002", { outlines: [2], flipped: [0] }),
    picture("derm1_A (1)_Plaque", { outlines: [1] }),
    picture("derm1_A (1)_Scale", { outlines: [0, 2] }),
  ];
  const { table } = await check(pictures, { naming: "class" });

  assert.deepEqual(table.slice(1, 3), [
    "A (1),derm1,Plaque,1,47,0",
    "A (1),derm1,Scale,1,26,0",
  ]);
});

Deno.test("run() of raster_check reports what differs as long as it is tolerated", async () => {
  // One pixel that only the picture has, and two that only the mask has.
  const altered = RELEASED.with(
    2,
    picture("derm1_A (1)_00001", { outlines: [1], flipped: [28, 0, 47] }),
  );
  const within = { differingMasks: 1, differingPixels: 3 };
  const { table, summary } = await check(altered, { tolerance: within });

  assert.equal(table[1], "A (1),derm1,Plaque,1,47,3");
  assert.equal(summary["identical"], 1);
  assert.equal(summary["differing_masks"], 1);
  assert.equal(summary["differing_pixels"], 3);
  for (
    const tolerance of [
      { differingMasks: 0, differingPixels: 3 },
      { differingMasks: 1, differingPixels: 2 },
    ]
  ) {
    await assert.rejects(check(altered, { tolerance }), {
      name: "RangeError",
      message:
        /1 of 2 masks by 3 pixels, .*most of all "Plaque" of "A \(1\)" by "derm1" by 3 pixels: check/,
    });
  }
});

Deno.test("run() of raster_check compares no more masks than asked for", async () => {
  const { summary } = await check(RELEASED, { sample: 1 });

  assert.equal(summary["masks"], 2);
  assert.equal(summary["sampled"], 1);
});

Deno.test("run() of raster_check names a picture or index that is missing", async () => {
  await assert.rejects(check(RELEASED.slice(0, 3)), {
    name: "RangeError",
    message:
      /1 of 3 mask pictures .*"masks\/derm1_A \(1\)_00002\.png" the first of them/,
  });
  await assert.rejects(check(RELEASED.slice(1)), {
    name: "RangeError",
    message: /Cannot find "instance_mask_annotations\.csv".*"naming"/,
  });
  const index = textFile(
    INDEX,
    "image_id,mask_id,class_name\nderm1_A (1),derm1_A (1)_00001,Plaque\n",
  );
  await assert.rejects(check(RELEASED.with(0, index)), {
    name: "RangeError",
    message: /"Scale" of "A \(1\)" by "derm1": ".*" names no picture of it/,
  });
});

Deno.test("run() of raster_check refuses a picture of another size", async () => {
  const png = encode({
    width: 6,
    height: 8,
    data: new Uint8Array(48),
    channels: 1,
  });
  const other = {
    name: "masks/derm1_A (1)_00001.png",
    bytes: Uint8Array.from(png),
  };
  await assert.rejects(check(RELEASED.with(2, other)), {
    name: "RangeError",
    message: /"masks\/derm1_A \(1\)_00001\.png": it has 6 x 8 pixels .* 8 x 6/,
  });
});

Deno.test(
  "run() of raster_check finds 64 masks of the first release identical",
  needsMirror(),
  async () => {
    await withFolder(async (folder) => {
      const { masks, runs } = await ingestedRelease(folder);
      const pictures = join(folder, "masks.tar");
      writeTar(pictures, await releasedMasks());
      const io = stageIO<RasterCheckParams>(folder, {
        params: {
          sample: 64,
          seed: 1,
          naming: "instance",
          tolerance: { differingMasks: 0, differingPixels: 0 },
        },
        inputs: { pictures, masks: masks!, runs: runs! },
        outputs: outputsOf(rasterCheck),
      });
      await run(io);
      const { instances, identical } = JSON.parse(
        await Deno.readTextFile(io.output("summary")),
      );

      assert.deepEqual({ instances, identical }, {
        instances: 71,
        identical: 64,
      });
    });
  },
);

/** The files below `masks/` of the first release, as `fetch` packs them. */
async function releasedMasks(): Promise<File[]> {
  const name = "dermx-f047d04e6f5c7aea1ca5cf94c3b00bafdca4d297.tar.gz";
  const archive = await Deno.open(join(mirrorFolder(), name));
  const tar = archive.readable.pipeThrough(new DecompressionStream("gzip"));
  const below = /^[^/]+\/masks\//;
  const wanted = (path: string): boolean => below.test(path);
  const files: File[] = [];
  for await (const file of readTar(tar, { name, wanted })) {
    const bytes = Uint8Array.from(file.bytes);
    files.push({ name: file.name.replace(below, ""), bytes });
  }
  return files.sort((a, b) => a.name < b.name ? -1 : 1);
}
