import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNpy } from "../../../data/npy.ts";
import { asImages, place } from "../../support/gradcam_place.ts";
import { gradcam } from "../../support/gradcam_program.ts";

Deno.test("gradcam refuses a wrong command line with exit code 2 and says what is right", async () => {
  await place(async (paths) => {
    const cases: readonly [args: string[], says: RegExp][] = [
      [
        ["--layer", "feature"],
        /Cannot find the layer "feature".*"features" \(n×4×12×16\)/,
      ],
      [["--preprocess", "imagnet"], /did you mean "imagenet"\?/],
      [["--classes", "3"], /class 3: the model has 3 classes/],
      [["--classes", "first"], /"first" names no classes/],
      [["--size", "224x224"], /is 12 x 16 pixels, and 224 x 224 does not fit/],
      [["--resize", "bicubik"], /did you mean "bicubic"\?/],
      [["--device", "cuda"], /--device knows no "cuda"/],
      [["--batch", "0"], /whole number from 1 on/],
      [["--target", "probability"], /no Softmax or Sigmoid/],
      [["--tensor", "x.npy"], /either pictures .* or an array/],
      [
        ["--labels", paths.model + ".txt"],
        /2 labels and the model has 3 classes/,
      ],
    ];
    await Deno.writeTextFile(`${paths.model}.txt`, "one\ntwo\n");
    for (const [args, says] of cases) {
      const { code, stdout, stderr } = await gradcam(
        ...asImages(paths),
        ...args,
      );
      assert.match(stderr, says);
      assert.equal(stdout, "");
      const refused = args[0] === "--target" ? 3 : 2;
      assert.equal(code, refused, stderr);
    }
    const args = asImages(paths).filter((word) =>
      word !== "--preprocess" && word !== "imagenet"
    );
    const { code, stderr } = await gradcam(...args);
    assert.equal(code, 2);
    assert.match(stderr, /--preprocess one of "imagenet", "caffe", /);
  });
});

Deno.test("gradcam refuses files that are missing or unfit with exit code 3", async () => {
  await place(async (paths) => {
    const text = join(paths.folder, "text.onnx");
    await Deno.writeTextFile(text, "not a model");
    const tensor = join(paths.folder, "small.npy");
    await writeNpy(tensor, { shape: [2, 3], data: new Float32Array(6) });
    const { model, images, out } = paths;
    const cases: readonly [args: string[], says: RegExp][] = [
      [["--model", `${model}2`, "--images", images], /There is no model/],
      [["--model", paths.folder, "--images", images], /is a folder/],
      [["--model", text, "--images", images], /Cannot read ".*text\.onnx"/],
      [["--model", model, "--images", `${images}2`], /no picture or folder/],
      [["--model", model, "--images", out], /no picture in/],
      [["--model", model, "--tensor", `${tensor}2`], /There is no array/],
      [
        ["--model", model, "--tensor", tensor],
        /is \[2, 3\] and .* \[any, 3, 12, 16\]/,
      ],
      [["--model", model, "--tensor", text], /not a NumPy array/],
    ];
    await Deno.mkdir(out);
    for (const [args, says] of cases) {
      const isTensor = args.includes("--tensor");
      const { code, stderr } = await gradcam(
        ...args,
        ...(isTensor ? [] : ["--preprocess", "imagenet"]),
        ...["--out", out],
      );
      assert.match(stderr, says);
      assert.equal(code, 3, stderr);
    }
  });
});
