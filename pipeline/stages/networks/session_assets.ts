import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { runtimeFiles } from "../../../models/runtime/runtime_files.ts";
import type { RuntimeAssets } from "../../../models/runtime/session_options.ts";
import type { StageIO } from "../../engine/stage.ts";
import type { StudyDevice } from "./study_device.ts";

/** The files of a runtime as a stage declares them: `<prefix>.mjs` and `<prefix>.wasm`. */
export function sessionAssets(
  device: StudyDevice,
  prefix = "ort",
): Record<string, URL> {
  const { mjs, wasm } = runtimeFiles(device);
  return { [`${prefix}.mjs`]: mjs, [`${prefix}.wasm`]: wasm };
}

/** Those files as the stage's code passes them to `openSession`. */
export function sessionFiles(
  io: Pick<StageIO, "input">,
  prefix = "ort",
): RuntimeAssets {
  return {
    // It is imported, and a relative name would be looked for beside the bundle.
    mjs: pathToFileURL(resolve(io.input(`${prefix}.mjs`))).href,
    wasm: resolve(io.input(`${prefix}.wasm`)),
  };
}
