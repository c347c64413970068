import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { writeModel } from "../../../models/onnx/write_model.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { oneNodeModel } from "../../support/one_node_model.ts";
import { fromFileUrl } from "../../support/paths.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import { floats } from "../../support/tensors.ts";

const MAIN = fromFileUrl(new URL("./bundled_session_main.ts", import.meta.url));

async function deno(args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd,
    env: { XDG_RUNTIME_DIR: "/tmp", NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  assert.equal(code, 0, decoder.decode(stderr));
  return decoder.decode(stdout);
}

function test(
  [device, threads, suffix]: readonly [string, number, string],
  options: { ignore?: boolean } = {},
): void {
  Deno.test(
    `a bundled session on ${device} with ${threads} threads reads its assets and nothing else`,
    options,
    async () => {
      if (device === "webgpu") await adapterIsThere();
      await withFolder(async (folder) => {
        const config = fromFileUrl(
          new URL("../../../deno.json", import.meta.url),
        );
        await deno(
          [
            "bundle",
            "--quiet",
            "--minify",
            "--config",
            config,
            "--output",
            join(folder, "main.js"),
            MAIN,
          ],
          folder,
        );
        const packed = dirname(
          createRequire(import.meta.url).resolve("onnxruntime-web"),
        );
        for (const end of ["mjs", "wasm"]) {
          await Deno.copyFile(
            join(packed, `ort-wasm-simd-threaded${suffix}.${end}`),
            join(folder, `ort.${end}`),
          );
        }
        const x = floats([3], [0, 0, 0]);
        await Deno.writeFile(
          join(folder, "model.onnx"),
          writeModel(oneNodeModel("Relu", { feeds: { x } })),
        );
        const printed = await deno(
          [
            "run",
            "--no-config",
            "--no-lock",
            "--cached-only",
            "--no-remote",
            "--no-prompt",
            "--allow-read=model.onnx,ort.mjs,ort.wasm",
            "main.js",
            device,
            String(threads),
            "model.onnx",
            "./ort.mjs",
            "./ort.wasm",
          ],
          folder,
        );
        assert.equal(printed, "[0,2,0.5]");
      });
    },
  );
}

test(["wasm", 1, ""]);
test(["wasm", 2, ""]);
test(["webgpu", 1, ".asyncify"], needsWebgpu());
