import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { GraphBuilder } from "../../../models/onnx/model_builder.ts";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { modelOf } from "../../support/onnx_models.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const ROOT = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

async function inspect(
  ...args: readonly string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-read",
      "--allow-env=INIT_CWD,CI,TERM",
      join(ROOT, "main.ts"),
      "inspect",
      ...args,
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

/** A file with a small network in a folder. */
async function networkIn(folder: string): Promise<string> {
  const builder = new GraphBuilder("net");
  builder.input({ name: "image", type: "float32", dims: ["n", 3, "h", "w"] });
  const kernel = builder.constant({
    type: "float32",
    dims: [500, 3, 3, 3],
    data: new Float32Array(13_500),
  });
  const [features] = builder.op("Conv", ["image", kernel], {
    name: "conv\u001b[31m",
  });
  builder.op("GlobalAveragePool", [features!], { outputs: ["pooled"] });
  builder.output({ name: "pooled", type: "float32", dims: undefined });
  const path = join(folder, "net.onnx");
  const model = { ...modelOf(builder.build()), producer: "hand" };
  await Deno.writeFile(path, writeModel(model));
  return path;
}

Deno.test("inspect prints nodes, shapes and sums", async () => {
  await withFolder(async (folder) => {
    const path = await networkIn(folder);
    const open = await inspect(path);
    assert.equal(open.stderr, "");
    assert.equal(
      open.stdout,
      `\
   operator           name            makes                   parameters
0  Conv               conv\\u001b[31m  float32 [n, 500, ?, ?]      13,500
1  GlobalAveragePool                  float32 [n, 500, 1, 1]

input       image float32 [n, 3, h, w]
output      pooled float32 [n, 500, 1, 1]
operators   Conv 1, GlobalAveragePool 1
opset       13
made by     hand
parameters  13,500
constants   54.0 kB
`,
    );
    const fixed = await inspect(path, "--shape", "image=2x3x8x9", "--json");
    assert.equal(fixed.code, 0);
    const { file, nodes, totals } = JSON.parse(fixed.stdout);
    assert.equal(file, "net.onnx");
    assert.deepEqual(nodes[0].outputs[0].dims, [2, 500, 6, 7]);
    assert.equal(totals.parameters, 13_500);
  });
});

Deno.test("inspect says what is wrong, and ends with the code for it", async () => {
  await withFolder(async (folder) => {
    const path = await networkIn(folder);
    const broken = join(folder, "broken.onnx");
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(broken, bytes.subarray(0, 1000));
    const cut = await inspect(broken);
    assert.equal(cut.code, 3);
    assert.match(
      cut.stderr,
      /^error: Cannot read ".*broken\.onnx": byte \d+ in graph: \d+ bytes are announced and \d+ are left: it is not an ONNX model, or is damaged or cut short; fetch or export it again\n$/,
    );
    const missing = await inspect(join(folder, "none.onnx"));
    assert.equal(missing.code, 3);
    assert.match(
      missing.stderr,
      /^error: There is no file ".*none\.onnx": name an ONNX model\n$/,
    );
    assert.equal((await inspect()).code, 2);
    const shape = await inspect(path, "--shape", "8,8");
    assert.equal(shape.code, 2);
    assert.match(
      shape.stderr,
      /"8,8" is not a shape: write sizes with "x" between them/,
    );
    const rank = await inspect(path, "--shape", "3x8x8");
    assert.equal(rank.code, 3);
    assert.match(rank.stderr, /the model takes 4 dimensions/);
  });
});
