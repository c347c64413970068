// A stage that lays one picture on another with a package that has native code, bundled
// and sandboxed by tests/pipeline/engine/sandboxed_package_test.ts.
import { Image } from "imagescript";
import type { StageIO } from "../../pipeline/engine/stage.ts";

/** Writes a picture of 4×3 pixels: green in the lower right of red. */
export async function run(io: StageIO): Promise<void> {
  const red = new Image(4, 3).fill(0xff0000ff);
  const green = new Image(3, 2).fill(0x00ff00ff);
  const picture = red.composite(green, 1, 1);
  // Else the time of day gets into the file.
  const bytes = await picture.encode(1, { creationTime: 0 });
  await Deno.writeFile(io.output("out"), bytes);
}
