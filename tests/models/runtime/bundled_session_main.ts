/**
 * What a sandboxed stage does with a session: it is bundled, and told where the
 * runtime's files and the model are. It prints the first output.
 */
import type { Device } from "../../../models/runtime/device.ts";
import { openSession } from "../../../models/runtime/open_session.ts";

const [device, threads, model, mjs, wasm] = Deno.args as [
  Device,
  string,
  string,
  string,
  string,
];
const session = await openSession(await Deno.readFile(model), {
  device,
  ...(device === "wasm" && { threads: Number(threads) }),
  assets: { mjs: new URL(mjs, import.meta.url).href, wasm },
});
const { y0 } = await session.run({
  x: { type: "float32", dims: [3], data: Float32Array.of(-1, 2, 0.5) },
});
await session.close();
const text = JSON.stringify([...y0!.data as Float32Array]);
await Deno.stdout.write(new TextEncoder().encode(text));
