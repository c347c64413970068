/**
 * Runs a stage's code in a process of its own, as the engine does but without its
 * sandbox: the stage and where it finds what it needs come as JSON on the command line.
 * Prints, as JSON, how long it took and the peak resident memory of the process.
 */
import process from "node:process";
import { stageIO, type StageIOOptions } from "../tests/support/stage_io.ts";

const { entry, folder, ...options } = JSON.parse(
  Deno.args[0]!,
) as StageIOOptions<unknown> & { entry: string; folder: string };
const { run } = await import(entry);
const io = stageIO(folder, options);
const started = performance.now();
await run(io);
const seconds = (performance.now() - started) / 1000;
const megabytes = process.resourceUsage().maxRSS * 1024 / 1e6;
const line = `${JSON.stringify({ seconds, megabytes })}\n`;
Deno.stdout.writeSync(new TextEncoder().encode(line));
