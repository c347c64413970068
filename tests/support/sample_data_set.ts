import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTar } from "../../data/archive/read_tar.ts";
import {
  JPEG_ENCODER_WASM,
  jpegEncoderUrl,
} from "../../data/image/jpeg_encoder_wasm.ts";
import { draw } from "../../pipeline/stages/draw.ts";
import { run as runDraw } from "../../pipeline/stages/draw_run.ts";
import {
  generate,
  type GenerateParams,
} from "../../pipeline/stages/generate.ts";
import { run as runGenerate } from "../../pipeline/stages/generate_run.ts";
import { outputsOf } from "./outputs.ts";
import { stageIO } from "./stage_io.ts";

/** Runs the generate stage; returns its outputs' paths by port, `scenes` being a folder. */
export async function generated(
  folder: string,
  params: GenerateParams,
): Promise<Readonly<Record<string, string>>> {
  const outputs = outputsOf(generate);
  const io = stageIO(folder, { params, outputs });
  await runGenerate(io);
  return Object.fromEntries(
    Object.keys(outputs).map((port) => [port, io.output(port)]),
  );
}

/** Runs the draw stage on one file of scenes; returns the archive's path. */
export async function drawn(folder: string, scenes: string): Promise<string> {
  const io = stageIO(folder, {
    params: { quality: 90 },
    inputs: {
      scenes,
      [JPEG_ENCODER_WASM]: fileURLToPath(jpegEncoderUrl()),
    },
    outputs: outputsOf(draw),
  });
  await runDraw(io);
  return io.output("photographs");
}

/** The files of an archive by name, in its order. */
export async function filesOf(
  archive: string,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const { readable } = await Deno.open(archive);
  for await (const { name, bytes } of readTar(readable, { name: archive })) {
    files.set(name, Uint8Array.from(bytes));
  }
  return files;
}

/** The names of a folder's files, sorted. */
export function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** The SHA-256 of files, one after the other. */
export function digestOfFiles(...files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(Deno.readFileSync(file));
  return hash.digest("hex");
}

/** The paths of a folder's files, sorted. */
export function pathsIn(folder: string): string[] {
  return namesIn(folder).map((name) => join(folder, name));
}
