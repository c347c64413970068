import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { readCsv } from "../../../data/csv.ts";
import { readNpy, writeNpy } from "../../../data/npy.ts";
import { writeJson } from "../../../data/write_json.ts";
import { enlargeMap } from "../../../models/maps/enlarge_map.ts";
import {
  gradcam,
  type GradcamParams,
} from "../../../pipeline/stages/gradcam.ts";
import { run } from "../../../pipeline/stages/gradcam_run.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** The dataset paper's way. */
const PAPER: GradcamParams = { normalisation: "max", quantise: true };

interface Normalised {
  readonly shape: readonly number[];
  /** The maps, one after the other. */
  readonly maps: number[][];
  /** `image/class/state` of each. */
  readonly states: string[];
}

/** Puts maps of some images through the stage; each has the same number of classes. */
async function normalised(
  images: Readonly<Record<string, readonly (readonly number[])[]>>,
  { params = PAPER, size = [1, 4] }: {
    params?: GradcamParams;
    size?: readonly [number, number];
  } = {},
): Promise<Normalised> {
  return await withFolder(async (folder) => {
    const maps = Object.values(images);
    const classes = maps[0]?.length ?? 2;
    const inputs = {
      cam: join(folder, "cam.npy"),
      ids: join(folder, "ids.json"),
    };
    await writeNpy(inputs.cam, {
      shape: [maps.length, classes, ...size],
      data: Float32Array.from(maps.flat(2)),
    });
    await writeJson(inputs.ids, Object.keys(images));
    const io = stageIO(folder, { params, inputs, outputs: outputsOf(gradcam) });
    await run(io);
    const { shape, data } = await readNpy(io.output("maps"));
    const rows = await readCsv(io.output("states"), {
      columns: ["image", "class", "state"],
    });
    const places = size[0] * size[1];
    return {
      shape,
      maps: Array.from(
        { length: data.length / places },
        (_, i) => Array.from(data.slice(i * places, (i + 1) * places)),
      ),
      states: rows.map((row) => `${row.image}/${row.class}/${row.state}`),
    };
  });
}

const { fround } = Math;

Deno.test("gradcam divides by the maximum, cuts to bytes, and names the state of each map", async () => {
  const found = await normalised({
    a: [[-1, 0, 1, 2], [0, -0, 0, 0], [-3, -1, -2, -0]],
    "b (1)": [[0.25, 0.25, 0.25, 0.25], [1, NaN, 2, 3], [Infinity, 1, 2, 3]],
  });
  assert.deepEqual(found.shape, [2, 3, 1, 4]);
  assert.deepEqual(found.maps, [
    // Half of 255 is 127.5, whose fraction is cut off.
    [0, 0, fround(127 / 255), 1],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [1, 1, 1, 1],
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
  assert.deepEqual(found.states, [
    "a/0/ok",
    "a/1/empty",
    "a/2/negative",
    "b (1)/0/constant",
    "b (1)/1/nan",
    "b (1)/2/nan",
  ]);
});

Deno.test("gradcam leaves no negative zero", async () => {
  for (const normalisation of ["max", "min-max"] as const) {
    for (const quantise of [true, false]) {
      const { maps } = await normalised({
        a: [[-0, -0, -0, -0], [-2, -0, -1, 3], [-0, -1, -1, -1]],
      }, { params: { normalisation, quantise } });
      assert.ok(maps.flat().every((value) => !Object.is(value, -0)));
    }
  }
});

Deno.test("gradcam keeps full precision where it is not to quantise", async () => {
  const { maps } = await normalised(
    { a: [[-5, 1, 2, 3]] },
    { params: { normalisation: "max", quantise: false } },
  );
  assert.deepEqual(maps, [[0, fround(1 / 3), fround(2 / 3), 1]]);
});

Deno.test("gradcam stretches from the minimum by min-max", async () => {
  const { maps, states } = await normalised(
    { a: [[1, 2, 3, 5], [2, 2, 2, 2]] },
    { params: { normalisation: "min-max", quantise: false } },
  );
  const divisor = fround(4 + fround(1e-7));
  assert.deepEqual(maps, [
    [0, fround(1 / divisor), fround(2 / divisor), fround(4 / divisor)],
    [0, 0, 0, 0],
  ]);
  assert.deepEqual(states, ["a/0/ok", "a/1/constant"]);
});

Deno.test("gradcam gives maps in 0 to 1 of any maps, and 1 only where the map is highest", async () => {
  const value = fc.float({ noNaN: false });
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { minLength: 4, maxLength: 4 }),
      fc.constantFrom<GradcamParams["normalisation"]>("max", "min-max"),
      fc.boolean(),
      async (map, normalisation, quantise) => {
        const params = { normalisation, quantise };
        const { maps } = await normalised({ a: [map] }, { params });
        const highest = Math.max(...map);
        maps[0]!.forEach((value, i) => {
          assert.ok(value >= 0 && value <= 1, `${map}`);
          if (value === 1 && quantise) assert.equal(map[i], highest);
        });
      },
    ),
    { numRuns: 60, seed: 4 },
  );
});

Deno.test("gradcam and enlargeMap() give the values known of the benchmark's 10 x 13 maps", async () => {
  // floor(255 (13 r + c) / 129) / 255, enlarged by scikit-image's resize: computed
  // apart from this code.
  const raw = Array.from({ length: 130 }, (_, i) => i / 2);
  const { maps } = await normalised({ a: [raw] }, { size: [10, 13] });
  const { data } = enlargeMap(
    { width: 13, height: 10, data: maps[0]! },
    { width: 400, height: 300, border: "mirror" },
  );
  const known = [
    [0, 0, 0.0501995916],
    [0, 399, 0.1356830065],
    [299, 0, 0.8603954248],
    [150, 200, 0.4998660131],
  ] as const;
  for (const [y, x, value] of known) {
    assert.ok(Math.abs(data[400 * y + x]! - value) <= 6e-8, `${y}, ${x}`);
  }
  const sum = data.reduce((total, value) => total + value, 0);
  assert.ok(Math.abs(sum / 59771.09827 - 1) <= 6e-8);
});

Deno.test("gradcam writes empty files for a shard without pictures", async () => {
  const { shape, maps, states } = await normalised({});
  assert.deepEqual(shape, [0, 2, 1, 4]);
  assert.deepEqual([maps, states], [[], []]);
});

Deno.test("gradcam refuses maps that are not those of the ids", async () => {
  await withFolder(async (folder) => {
    const inputs = {
      cam: join(folder, "cam.npy"),
      ids: join(folder, "ids.json"),
    };
    const io = stageIO(folder, {
      params: PAPER,
      inputs,
      outputs: outputsOf(gradcam),
    });
    await writeJson(inputs.ids, ["a"]);
    await writeNpy(inputs.cam, {
      shape: [2, 1, 1, 2],
      data: new Float32Array(4),
    });
    await assert.rejects(run(io), {
      name: "RangeError",
      message: /maps of 2 images and there are 1 ids/,
    });
    await writeNpy(inputs.cam, { shape: [1, 4], data: new Float32Array(4) });
    await assert.rejects(run(io), {
      name: "TypeError",
      message: /its shape is \[1, 4\]/,
    });
  });
});
