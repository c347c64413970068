import assert from "node:assert/strict";
import { join } from "node:path";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { readCsv } from "../../../data/csv.ts";
import { decodeImage } from "../../../data/image/decode_image.ts";
import { encodePng } from "../../../data/image/encode_png.ts";
import { resizePillow } from "../../../data/image/resize_pillow.ts";
import { type NpyData, readNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import type { InputFormat } from "../../../pipeline/stages/networks/input_format.ts";
import { prepareImage } from "../../../pipeline/commands/gradcam/prepare_image.ts";
import {
  preprocess,
  preprocessStage,
} from "../../../pipeline/stages/preprocess.ts";
import { run } from "../../../pipeline/stages/preprocess_run.ts";
import { digest } from "../../support/digest.ts";
import { imageFile } from "../../support/image_fixture.ts";
import { assetPaths } from "../../support/network_place.ts";
import { noise } from "../../support/noise.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import torch from "./fixtures/torch_pictures.json" with { type: "json" };
import fixture from "../../data/image/fixtures/pillow_resize.json" with {
  type: "json",
};

interface Prepared {
  readonly shape: readonly number[];
  /** One an image. */
  readonly rows: NpyData[];
  readonly ids: string[];
  /** `image/width/height`. */
  readonly sizes: string[];
  readonly lines: readonly string[];
}

const FORMAT: InputFormat = { size: [3, 4], resize: "bilinear" };

/** As the framework paper's networks take pictures. */
function torchFormat(height: number, width: number): InputFormat {
  return { size: [height, width], resize: "torch", preprocess: "imagenet" };
}

async function prepared(
  files: Readonly<Record<string, Uint8Array>>,
  format: InputFormat = FORMAT,
): Promise<Prepared> {
  return await withFolder(async (folder) => {
    const inputs = {
      input: join(folder, "input.json"),
      photographs: join(folder, "photographs.tar"),
    };
    await writeJson(inputs.input, format);
    writeTar(
      inputs.photographs,
      Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
    );
    const io = stageIO(folder, {
      params: {},
      inputs: { ...inputs, ...assetPaths(preprocess.assets!) },
      outputs: outputsOf(preprocess),
    });
    await run(io);
    const { shape, data } = await readNpy(io.output("pixels"));
    const row = shape.slice(1).reduce((size, x) => size * x, 1);
    const sizes = await readCsv(io.output("sizes"), {
      columns: ["image", "width", "height"],
    });
    return {
      shape,
      rows: Array.from(
        { length: shape[0]! },
        (_, i) => data.slice(i * row, (i + 1) * row),
      ),
      ids: await readJson<string[]>(io.output("ids")),
      sizes: sizes.map((row) => `${row.image}/${row.width}/${row.height}`),
      lines: io.lines,
    };
  });
}

function png(width: number, height: number): Uint8Array {
  return encodePng(noise({ width, height, channels: 3 }));
}

Deno.test("preprocess gives the bytes that Pillow gives", async () => {
  // The fixture's rows of the same pictures: what Pillow's resize makes of them.
  type Row = [string, number, number, number, number, number, number[], string];
  const cases = (fixture.cases as Row[]).filter(([filter, channels]) =>
    channels === 3 && ["bilinear", "lanczos", "nearest"].includes(filter)
  ).slice(0, 6);
  assert.equal(cases.length, 6);
  for (const [filter, , w, h, width, height, , sha256] of cases) {
    const { rows } = await prepared({ "a.png": png(w, h) }, {
      size: [height, width],
      resize: filter as InputFormat["resize"],
    });
    assert.equal(digest(rows[0]!).slice(0, 32), sha256);
  }
});

Deno.test("preprocess decodes JPEG by its asset, and lists sizes as decoded", async () => {
  const bytes = imageFile("jpeg", "4:2:0 of odd sides");
  const whole = await decodeImage(bytes, { name: "a.jpeg" });
  const found = await prepared({ "a.jpeg": bytes, "b.png": png(5, 7) });
  assert.deepEqual(found.shape, [2, 3, 4, 3]);
  assert.deepEqual(found.sizes, [`a/${whole.width}/${whole.height}`, "b/5/7"]);
  const { data } = resizePillow(whole, {
    width: 4,
    height: 3,
    filter: "bilinear",
  });
  assert.deepEqual(found.rows[0], data);
});

Deno.test("preprocess puts rows in order of the ids, which is not that of the names", async () => {
  const files = {
    "1 (1).png": png(4, 3),
    "1.png": png(5, 3),
    "0.png": png(6, 3),
  };
  const { ids, sizes, rows } = await prepared(files);
  assert.deepEqual(ids, ["0", "1", "1 (1)"]);
  assert.deepEqual(sizes, ["0/6/3", "1/5/3", "1 (1)/4/3"]);
  // The one that is not resized.
  assert.deepEqual(rows[2], noise({ width: 4, height: 3, channels: 3 }).data);
});

Deno.test("preprocess takes photographs as they are stored, and says so", async () => {
  const name = "EXIF orientation 6";
  const bytes = imageFile("jpeg", name);
  const { width, height } = await decodeImage(bytes, { name });
  const { sizes, lines } = await prepared({ "a.jpeg": bytes });
  assert.deepEqual(sizes, [`a/${width}/${height}`]);
  assert.deepEqual(lines, ["a.jpeg: its EXIF orientation 6 was ignored"]);
});

Deno.test("preprocess gives the floats that torchvision gives of pictures that are normalised first", async () => {
  type Row = [number, number, number, number, number[], string];
  assert.equal(torch.cases.length, 7);
  for (const [w, h, width, height, first, sha256] of torch.cases as Row[]) {
    const { shape, rows: [row] } = await prepared(
      { "a.png": png(w, h) },
      torchFormat(height, width),
    );
    const label = `${w} x ${h} to ${width} x ${height}`;
    assert.deepEqual(shape, [1, 3, height, width]);
    assert.ok(row instanceof Float32Array);
    assert.deepEqual([...row.subarray(0, 2)], first, label);
    assert.equal(digest(row).slice(0, 32), sha256, label);
  }
});

Deno.test("preprocess gives the floats that the command gradcam feeds", async () => {
  const files = {
    "b.jpeg": imageFile("jpeg", "4:2:0 of odd sides"),
    "a.png": png(31, 18),
  };
  const { ids, rows } = await prepared(files, torchFormat(11, 13));
  assert.deepEqual(ids, ["a", "b"]);
  for (const [i, name] of ["a.png", "b.jpeg"].entries()) {
    const fed = await withFolder(async (folder) => {
      const path = join(folder, name);
      await Deno.writeFile(path, files[name as keyof typeof files]);
      return await prepareImage({ id: name, path }, {
        preparation: {
          preprocess: "imagenet",
          from: "",
          resize: "torch",
          size: [11, 13],
          upright: false,
          layout: "NCHW",
        },
        photo: false,
      });
    });
    assert.deepEqual(rows[i], fed.values);
  }
});

Deno.test("preprocessStage() takes an input a shard where each shard has its own network", () => {
  assert.deepEqual(preprocess.shardBy, ["photographs"]);
  const { shardBy } = preprocessStage({ ofNetwork: true });
  assert.deepEqual(shardBy, ["photographs", "input"]);
});

Deno.test("preprocess writes empty files for a shard without photographs", async () => {
  const { shape, ids, sizes } = await prepared({});
  assert.deepEqual(shape, [0, 3, 4, 3]);
  assert.deepEqual([ids, sizes], [[], []]);
  const floats = await prepared({}, torchFormat(5, 6));
  assert.deepEqual(floats.shape, [0, 3, 5, 6]);
});

Deno.test("preprocess refuses what it cannot read by name", async () => {
  await assert.rejects(prepared({ "a.png": png(9, 9).subarray(0, 40) }), {
    name: "SyntaxError",
    message: /"a\.png"/,
  });
  await assert.rejects(
    prepared({ "a.jpg": png(3, 3), "a.png": png(3, 3) }),
    { name: "RangeError", message: /"a" has two photographs, "a\.jpg" and/ },
  );
  await assert.rejects(prepared({}, { ...FORMAT, resize: "torch" }), {
    name: "TypeError",
    message: /by "torch", .* normalised: nothing says how they are: supply the/,
  });
  await assert.rejects(
    prepared({}, { ...FORMAT, resize: "bigger" as InputFormat["resize"] }),
    { name: "TypeError", message: /resize: expected one of "nearest"/ },
  );
});
