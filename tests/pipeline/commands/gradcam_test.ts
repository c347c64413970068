import assert from "node:assert/strict";
import { join } from "node:path";
import { decodePng } from "../../../data/image/decode_png.ts";
import { encodePng } from "../../../data/image/encode_png.ts";
import { readNpy, writeNpy } from "../../../data/npy.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import {
  asImages,
  assertResults,
  byHand,
  IMAGES,
  picture,
  place,
  prepared,
  SIZE,
} from "../../support/gradcam_place.ts";
import {
  gradcam,
  gradcamCommand,
  summaryIn,
} from "../../support/gradcam_program.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { smallNet } from "../../support/small_net.ts";
import { twoHeadedNet } from "../../support/two_headed_net.ts";

Deno.test("gradcam writes scores, maps, a summary, the model and pictures", async (t) => {
  await place(async (paths) => {
    const labels = join(paths.folder, "labels.txt");
    await Deno.writeTextFile(labels, "acne\npsoriasis\nvitiligo\n");
    const run = await gradcam(...asImages(paths), "--labels", labels);
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stdout, /3 explained/);
    const { out } = paths;

    await t.step("the arrays are those that the formula gives", async () => {
      const { shape } = await readNpy(join(out, "cam.npy"));
      assert.deepEqual(shape, [3, 3, ...SIZE]);
      await assertResults(out, byHand([0, 1, 2]));
      const ids = JSON.parse(await Deno.readTextFile(join(out, "ids.json")));
      assert.deepEqual(ids, IMAGES);
    });
    await t.step("the summary says how they were had", async () => {
      const summary = await summaryIn(out);
      assert.equal(summary.layer.name, "features");
      assert.equal(summary.formula, "closed-form");
      assert.equal(summary.stopped, null);
      assert.deepEqual(summary.preparation?.size, SIZE);
      assert.equal(summary.device.provider, "wasm");
      assert.deepEqual(summary.classes.at(1), { index: 1, label: "psoriasis" });
      const { logits } = byHand([0, 1, 2]);
      assert.deepEqual(
        summary.images.map(({ predicted }) => predicted),
        [0, 1, 2].map((i) => {
          const scores = logits.slice(3 * i, 3 * i + 3);
          return scores.indexOf(Math.max(...scores));
        }),
      );
      const digest = new Uint8Array(
        await crypto.subtle.digest("SHA-256", await Deno.readFile(paths.model)),
      );
      assert.equal(summary.model[0]?.sha256, digest.toHex());
    });
    await t.step("each class of each image has a picture", async () => {
      for (const id of IMAGES) {
        for (const index of [0, 1, 2]) {
          const file = join(out, "overlays", `${id}.${index}.png`);
          const drawn = decodePng(await Deno.readFile(file), { name: file });
          assert.ok(drawn.width >= 2 * SIZE[1] && drawn.height > SIZE[0]);
        }
      }
    });
    await t.step("the model runs again, and says how it is fed", async () => {
      const file = join(out, "model.cam.onnx");
      const { graph } = readModel(await Deno.readFile(file));
      assert.deepEqual(
        graph.outputs.map(({ name }) => name).sort(),
        ["cam", "scores"],
      );
      const again = await gradcam(
        ...["--model", file, "--images", paths.images, "--device", "wasm"],
        ...["--no-overlays", "--out", join(paths.folder, "again")],
      );
      assert.equal(again.code, 0, again.stderr);
      const first = await Deno.readFile(join(out, "cam.npy"));
      const second = await Deno.readFile(join(paths.folder, "again/cam.npy"));
      assert.deepEqual(second, first);
      const { classes, preparation } = await summaryIn(
        join(paths.folder, "again"),
      );
      assert.equal(preparation?.from, "the model's metadata");
      assert.deepEqual(classes.at(2), { index: 2, label: "vitiligo" });
    });
  });
});

Deno.test("gradcam --json prints the summary, and nothing else, on stdout", async () => {
  await place(async (paths) => {
    const { code, stdout } = await gradcam(...asImages(paths), "--json");
    assert.equal(code, 0);
    assert.equal(
      stdout,
      await Deno.readTextFile(join(paths.out, "summary.json")),
    );
    assert.equal(JSON.parse(stdout).images.length, 3);
  });
});

Deno.test("gradcam names a state instead of drawing a map that shows nothing", async () => {
  const head = [[1, 1, 1, 1, 0], [-1, -2, -1, -1, 9], [0, 0, 0, 0, 0]];
  await place(async (paths) => {
    const { code, stdout } = await gradcam(...asImages(paths));
    assert.equal(code, 0);
    assert.match(stdout, /3 ok, 3 empty and 3 negative/);
    const { states, images } = await summaryIn(paths.out);
    assert.deepEqual(states, {
      ok: 3,
      empty: 3,
      negative: 3,
      constant: 0,
      nan: 0,
    });
    assert.deepEqual(images[0]?.states, ["ok", "negative", "empty"]);
    // Class 1 has the highest score, and still nothing speaks for it.
    assert.equal(images[0]?.predicted, 1);
    const drawn = await Array.fromAsync(
      Deno.readDir(join(paths.out, "overlays/sub")),
    );
    assert.deepEqual(drawn.map(({ name }) => name), ["c.PNG.0.png"]);
  }, smallNet({ size: SIZE, head }));
});

Deno.test("gradcam finds a constant map", async () => {
  const kernel = Array<number>(4 * 27).fill(0);
  await place(async (paths) => {
    await gradcam(...asImages(paths), "--classes", "0");
    const { states } = await summaryIn(paths.out);
    assert.equal(states.constant, 3);
  }, smallNet({ size: SIZE, kernel }));
});

Deno.test("gradcam goes on after a broken picture and names it", async () => {
  await place(async (paths) => {
    const broken = join(paths.images, "ab.png");
    await Deno.writeFile(broken, encodePng(picture(0)).subarray(0, 200));
    await Deno.writeTextFile(join(paths.images, "notes.txt"), "no picture");
    const { code, stdout, stderr } = await gradcam(...asImages(paths));
    assert.equal(code, 1);
    assert.ok(stderr.includes(`Cannot read "${broken}"`), stderr);
    assert.match(stdout, /3 explained and 1 failed/);
    await assertResults(paths.out, byHand([0, 1, 2]));
    const { failed, images } = await summaryIn(paths.out);
    assert.deepEqual(failed.map(({ id }) => id), ["ab.png"]);
    assert.deepEqual(images.map(({ id }) => id), IMAGES);
  });
});

Deno.test("gradcam --tensor takes what the network takes, and leaves rows with NaN out", async () => {
  await place(async ({ folder, model, out }) => {
    const file = join(folder, "inputs.npy");
    const rows = [0, 1, 2].map(prepared);
    rows[1]![40] = NaN;
    await writeNpy(file, {
      shape: [3, 3, ...SIZE],
      data: Float32Array.from(rows.flat()),
    });
    const { code, stderr } = await gradcam(
      ...["--model", model, "--tensor", file, "--device", "wasm"],
      ...["--out", out],
    );
    assert.equal(code, 1);
    assert.match(stderr, /"inputs\.npy, row 1" holds NaN at \[0, 2, 8\]/);
    await assertResults(out, byHand([0, 2]));
    const { preparation, failed } = await summaryIn(out);
    assert.equal(preparation, null);
    assert.deepEqual(failed.map(({ id }) => id), ["1"]);
  });
});

Deno.test("gradcam fills batches of a fixed size", async () => {
  await place(async (paths) => {
    const { code, stderr } = await gradcam(...asImages(paths));
    assert.equal(code, 0, stderr);
    await assertResults(paths.out, byHand([0, 1, 2]));
  }, smallNet({ size: SIZE, batch: 2 }));
});

Deno.test("gradcam feeds channels last where the model wants them so", async () => {
  await place(async (paths) => {
    const { code, stderr } = await gradcam(...asImages(paths), "--batch", "2");
    assert.equal(code, 0, stderr);
    await assertResults(paths.out, byHand([0, 1, 2]));
  }, smallNet({ size: SIZE, channelsLast: true }));
});

Deno.test("gradcam takes size and preprocessing from a file beside the model", async () => {
  await place(async (paths) => {
    const args = asImages(paths).filter((word) =>
      word !== "--preprocess" && word !== "imagenet"
    );
    const open = await gradcam(...args, "--preprocess", "imagenet");
    assert.equal(open.code, 2);
    assert.match(open.stderr, /is open \(any x any\): give .* with --size/);

    const beside = `${paths.model}.json`;
    await Deno.writeTextFile(beside, `{"preprocess": "imagenets"}`);
    const wrong = await gradcam(...args);
    assert.equal(wrong.code, 3);
    assert.match(wrong.stderr, /net\.onnx\.json": preprocess: expected one of/);

    await Deno.writeTextFile(
      beside,
      JSON.stringify({ preprocess: "imagenet", size: SIZE, layer: "conv" }),
    );
    const { code, stderr } = await gradcam(...args);
    assert.equal(code, 0, stderr);
    const { preparation, layer } = await summaryIn(paths.out);
    assert.equal(preparation?.from, `"${beside}"`);
    assert.equal(layer.name, "conv");
  }, smallNet());
});

Deno.test("gradcam --classes top explains each image's highest score", async () => {
  await place(async (paths) => {
    const { code, stdout } = await gradcam(
      ...asImages(paths),
      "--classes",
      "top",
    );
    assert.equal(code, 0);
    assert.match(
      stdout,
      /the class with the highest score of each image: 3 ok/,
    );
    const { logits, maps } = byHand([0, 1, 2]);
    const places = SIZE[0] * SIZE[1];
    const { images } = await summaryIn(paths.out);
    const expected = images.flatMap(({ explained, predicted }, i) => {
      assert.equal(explained, predicted);
      const start = (3 * i + explained!) * places;
      return maps.slice(start, start + places);
    });
    await assertResults(paths.out, { logits, maps: expected });
    const { shape } = await readNpy(join(paths.out, "cam.npy"));
    assert.deepEqual(shape, [3, 1, ...SIZE]);
  });
});

Deno.test("gradcam explains the output that the file beside the model names", async () => {
  const head = Array.from({ length: 6 }, (_, k) => [1, k / 6, 0.5, 0.25, k]);
  await place(async (paths) => {
    const refused = await gradcam(...asImages(paths));
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /"scores" .*, "dx" .* may: name one/);
    const said = JSON.stringify({ scores: "scores" });
    await Deno.writeTextFile(`${paths.model}.json`, said);
    const { code, stderr } = await gradcam(...asImages(paths));
    assert.equal(code, 0, stderr);
    await assertResults(paths.out, byHand([0, 1, 2], { head }));
  }, twoHeadedNet({ size: SIZE, head }));
});

Deno.test("gradcam explains the highest score where 33 classes need backward passes, and says so", async () => {
  // Far above 0, where ReLU passes everything, the maps are those of the straight net.
  const head = Array.from({ length: 33 }, (_, k) => [1, 0.5, k / 33, 0.1, k]);
  await place(async (paths) => {
    const { code, stderr } = await gradcam(...asImages(paths));
    assert.equal(code, 0, stderr);
    assert.match(stderr, /each of the 33 needs a backward pass/);
    const { logits, maps } = byHand([0, 1, 2], { head });
    const places = SIZE[0] * SIZE[1];
    const last = [0, 1, 2].flatMap((i) => {
      const start = (33 * i + 32) * places;
      return maps.slice(start, start + places);
    });
    await assertResults(paths.out, { logits, maps: last });
    const { classes, formula } = await summaryIn(paths.out);
    assert.deepEqual([classes, formula], ["top", "gradient"]);
  }, smallNet({ size: SIZE, head, bent: true }));
});

Deno.test("gradcam draws one class an image of more than eight, and says so", async () => {
  const head = Array.from({ length: 9 }, (_, k) => [1, k / 9, 0.5, 0.25, k]);
  await place(async (paths) => {
    const { stdout } = await gradcam(...asImages(paths));
    assert.match(stdout, /only the class with the highest score of each image/);
    const drawn = await Array.fromAsync(
      Deno.readDir(join(paths.out, "overlays/sub")),
    );
    assert.deepEqual(drawn.map(({ name }) => name), ["c.PNG.8.png"]);
  }, smallNet({ size: SIZE, head }));
});

Deno.test("gradcam leaves no picture of an earlier run, and nobody else's folder is touched", async () => {
  await place(async (paths) => {
    await gradcam(...asImages(paths), "--classes", "1");
    await gradcam(...asImages(paths), "--classes", "2");
    const drawn = await Array.fromAsync(
      Deno.readDir(join(paths.out, "overlays/sub")),
    );
    assert.deepEqual(drawn.map(({ name }) => name), ["c.PNG.2.png"]);

    const { code, stderr } = await gradcam(
      ...asImages({ ...paths, out: paths.images }),
    );
    assert.equal(code, 2);
    assert.match(stderr, /holds other files \("a\.png"\)/);
  });
});

Deno.test("gradcam says why a run stopped, and leaves files that can be read", async () => {
  await place(async (paths) => {
    const { code, stderr } = await gradcam(...asImages(paths), "--batch", "2");
    assert.equal(code, 1);
    assert.match(stderr, /Cannot run the model on wasm: .* try --batch 1/);
    const { stopped, images } = await summaryIn(paths.out);
    assert.match(stopped!, /Cannot run the model/);
    assert.deepEqual(images, []);
    const { shape } = await readNpy(join(paths.out, "cam.npy"));
    assert.deepEqual(shape, [0, 3, ...SIZE]);
  }, smallNet({ size: SIZE, rigid: true }));
});

Deno.test("gradcam keeps what is done when it is interrupted", async () => {
  await place(async ({ folder, model, out }) => {
    const tensor = join(folder, "many.npy");
    const rows = 8000;
    const one = prepared(0);
    const data = new Float32Array(rows * one.length);
    for (let i = 0; i < rows; i++) data.set(one, i * one.length);
    await writeNpy(tensor, { shape: [rows, 3, ...SIZE], data });
    const { command, args } = gradcamCommand([
      ...["--model", model, "--tensor", tensor, "--device", "wasm"],
      ...["--out", out],
    ]);
    const child = new Deno.Command(command, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    let said = "";
    for await (
      const text of child.stderr.pipeThrough(new TextDecoderStream())
    ) {
      said += text;
      if (said.includes("On wasm")) break;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill("SIGINT");
    const { code } = await child.status;
    assert.equal(code, 130, said);
    const { images, stopped } = await summaryIn(out);
    assert.match(stopped!, /interrupted/);
    const { shape } = await readNpy(join(out, "cam.npy"));
    assert.deepEqual(shape, [images.length, 3, ...SIZE]);
    assert.ok(images.length < rows);
  });
});

Deno.test({
  name:
    "gradcam --device webgpu agrees with WebAssembly, and says what ran where",
  ...needsWebgpu(),
  async fn() {
    await adapterIsThere();
    await place(async (paths) => {
      const { code, stdout, stderr } = await gradcam(
        ...asImages(paths),
        "--device",
        "webgpu",
      );
      assert.equal(code, 0, stderr);
      assert.match(stdout, /webgpu/);
      await assertResults(paths.out, byHand([0, 1, 2]));
      const { webgpu, device } = await summaryIn(paths.out);
      assert.equal(device.provider, "webgpu");
      assert.equal(webgpu?.parity.length, 2);
      assert.ok(Object.values(webgpu.nodesPerProvider).some((n) => n > 2));
    });
  },
});
