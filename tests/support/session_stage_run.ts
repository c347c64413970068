// A stage that opens a model and runs it, bundled and sandboxed by
// tests/pipeline/engine/sandboxed_session_test.ts.
import { pathToFileURL } from "node:url";
import type { Device } from "../../models/runtime/device.ts";
import { openSession } from "../../models/runtime/open_session.ts";
import type { StageIO } from "../../pipeline/engine/stage.ts";

/** Writes the first output for a constant input, and the device's facts. */
export async function run(
  io: StageIO<{ readonly device: Device; readonly threads: number }>,
): Promise<void> {
  const { device, threads } = io.params;
  const session = await openSession(await Deno.readFile(io.input("model")), {
    device,
    ...(device === "wasm" ? { threads } : {}),
    assets: {
      mjs: pathToFileURL(io.input("ort.mjs")).href,
      wasm: io.input("ort.wasm"),
    },
  });
  const { y0 } = await session.run({
    x: { type: "float32", dims: [3], data: Float32Array.of(-1, 2, 0.5) },
  });
  await session.close();
  const text = JSON.stringify([...y0!.data as Float32Array]);
  await Deno.writeTextFile(io.output("out"), text);
}
