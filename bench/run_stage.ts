import type { Stage } from "../pipeline/engine/stage.ts";
import type { StageIOOptions } from "../tests/support/stage_io.ts";
import { outputsOf } from "../tests/support/outputs.ts";
import { timedCommand } from "./timed_command.ts";

/** How a stage did in a process of its own. */
export interface StageTime {
  /** Of its code alone, without the start of the process. */
  readonly seconds: number;
  /** The most resident memory of the process, in 10⁶ bytes. */
  readonly megabytes: number;
}

/** Runs a stage whose outputs go below `out/` of a folder. */
export async function runStage(
  stage: Stage,
  options: Omit<StageIOOptions<object>, "outputs"> & {
    readonly folder: string;
  },
): Promise<StageTime> {
  const task = {
    entry: stage.entry.href,
    outputs: outputsOf(stage),
    ...options,
  };
  const child = new URL("./stage_child.ts", import.meta.url).pathname;
  const { stdout } = await timedCommand(Deno.execPath(), [
    ...["run", "--no-check", "--allow-read", "--allow-write", "--allow-env"],
    ...[child, JSON.stringify(task)],
  ]);
  return JSON.parse(stdout);
}
