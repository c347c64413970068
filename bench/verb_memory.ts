import { join } from "node:path";
import { writeNpy } from "../data/npy.ts";
import { writeModel } from "../models/onnx/write_model.ts";
import { gradcamCommand } from "../tests/support/gradcam_program.ts";
import { smallNet } from "../tests/support/small_net.ts";
import { treeMemory } from "./tree_memory.ts";

const SIZE = [96, 128] as const;

/** How often memory is looked at, in milliseconds. */
const INTERVAL = 50;

/**
 * The peak memory of `gradcam` and the processes that it starts, in megabytes, for
 * each number of images.
 */
export async function verbMemory(
  counts: readonly number[],
): Promise<number[]> {
  const folder = await Deno.makeTempDir();
  try {
    const model = join(folder, "net.onnx");
    await Deno.writeFile(model, writeModel(smallNet({ size: SIZE })));
    const peaks: number[] = [];
    for (const count of counts) {
      const tensor = join(folder, `${count}.npy`);
      const shape = [count, 3, ...SIZE];
      const length = shape.reduce((size, extent) => size * extent, 1);
      const data = Float32Array.from({ length }, (_, i) => Math.sin(i));
      await writeNpy(tensor, { shape, data });
      peaks.push(
        await peakOf([
          ...["--model", model, "--tensor", tensor, "--device", "wasm"],
          ...["--out", join(folder, `out${count}`)],
        ]),
      );
    }
    return peaks;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function peakOf(options: readonly string[]): Promise<number> {
  const { command, args } = gradcamCommand(options);
  const child = new Deno.Command(command, {
    args,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, treeMemory(child.pid));
  }, INTERVAL);
  const { success, stderr } = await child.output();
  clearInterval(timer);
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return peak;
}
