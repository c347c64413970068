/**
 * Times `resizePillow` beside Pillow itself, which answers over a pipe:
 * `deno bench --allow-run=/usr/bin/python3 --allow-read bench/resize_bench.ts`.
 * Without Pillow (Debian: `python3-pil`) its rows are left out.
 */
import type { PillowFilter } from "../data/image/pillow_filter.ts";
import { resizePillow } from "../data/image/resize_pillow.ts";
import { noise } from "../tests/support/noise.ts";

const PYTHON = "/usr/bin/python3";
const SERVER =
  new URL("./python_peer/resize_server.py", import.meta.url).pathname;

const GEOMETRIES = [
  [512, 512, 224, 224],
  [4000, 3000, 400, 300],
  [300, 400, 1200, 1600],
] as const;
const FILTERS: readonly PillowFilter[] = ["nearest", "bilinear", "lanczos"];

const pillow = startPillow();

for (const [w, h, width, height] of GEOMETRIES) {
  const source = noise({ width: w, height: h, channels: 3 });
  for (const filter of FILTERS) {
    const group = `${w} x ${h} to ${width} x ${height}, ${filter}`;
    Deno.bench(`resizePillow: ${group}`, { group, baseline: true }, () => {
      resizePillow(source, { width, height, filter });
    });
    if (pillow === undefined) continue;
    Deno.bench(`Pillow: ${group}`, { group }, async () => {
      await pillow(`${w} ${h} ${width} ${height} ${filter}`);
    });
  }
}

/** A function that has Pillow do one piece of work; nothing where it is missing. */
function startPillow(): ((request: string) => Promise<void>) | undefined {
  try {
    const { success } = new Deno.Command(PYTHON, {
      args: ["-c", "import PIL.Image"],
      stderr: "null",
    }).outputSync();
    if (!success) return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const process = new Deno.Command(PYTHON, {
    args: [SERVER],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = process.stdin.getWriter();
  const reader = process.stdout.pipeThrough(new TextDecoderStream())
    .getReader();
  const encoder = new TextEncoder();
  let number = 0;
  return async (request) => {
    number++;
    await writer.write(encoder.encode(`${number} ${request}\n`));
    // A pipe cuts where it likes: only a whole line is an answer.
    let answer = "";
    while (!answer.endsWith("\n")) {
      answer += (await reader.read()).value ?? "\n";
    }
    if (answer !== `${number}\n`) {
      throw new Error(
        `Cannot time Pillow: request ${number} got the answer "${answer.trim()}"`,
      );
    }
  };
}
