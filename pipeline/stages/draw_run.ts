import { type TarFile, writeTar } from "../../data/archive/write_tar.ts";
import { encodePng } from "../../data/image/encode_png.ts";
import { JpegEncoder } from "../../data/image/jpeg_encoder.ts";
import { JPEG_ENCODER_WASM } from "../../data/image/jpeg_encoder_wasm.ts";
import { drawScene } from "../../data/sample/draw_scene.ts";
import type { Scene } from "../../data/sample/scene.ts";
import type { StageIO } from "../engine/stage.ts";
import type { DrawParams } from "./draw.ts";

/** Draws one scene after the other and packs the files. */
export async function run(io: StageIO<DrawParams>): Promise<void> {
  const scenes: Scene[] = JSON.parse(
    await Deno.readTextFile(io.input("scenes")),
  );
  const jpeg = await JpegEncoder.start(
    await WebAssembly.compile(
      await Deno.readFile(io.input(JPEG_ENCODER_WASM)),
    ),
  );
  writeTar(io.output("photographs"), photographs(scenes, { io, jpeg }));
}

function* photographs(
  scenes: readonly Scene[],
  { io, jpeg }: {
    readonly io: StageIO<DrawParams>;
    readonly jpeg: JpegEncoder;
  },
): Generator<TarFile, void, void> {
  const { quality } = io.params;
  for (const [done, scene] of scenes.entries()) {
    const picture = drawScene(scene);
    yield {
      name: scene.file,
      bytes: scene.file.endsWith(".png")
        ? encodePng(picture)
        : jpeg.encode(picture, { quality }),
    };
    io.progress(done + 1, { total: scenes.length, unit: "images" });
  }
}
