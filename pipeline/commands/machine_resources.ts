import type { Resources } from "../engine/stage.ts";
import { UsageError } from "./usage_error.ts";

/**
 * What this machine has to hand out: its cores, or fewer if the user says so, and
 * the memory that is free now.
 *
 * @param jobs The number of cores that the user names.
 * @throws {UsageError} If that is not a whole number above 0.
 */
export function machineResources(jobs: string | undefined): Resources {
  const cpu = jobs === undefined ? navigator.hardwareConcurrency : Number(jobs);
  if (!Number.isInteger(cpu) || cpu < 1) {
    throw new UsageError(
      `Option "--jobs" takes a whole number above 0, not "${jobs}"`,
    );
  }
  const { available } = Deno.systemMemoryInfo();
  return { cpu, memoryMiB: Math.floor(available / 2 ** 20) };
}
