import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Summary } from "../../pipeline/commands/gradcam/summary.ts";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** How a run of `gradcam` ended. */
export interface GradcamResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command that runs `gradcam` with the permissions of its task, and no others. */
export function gradcamCommand(
  args: readonly string[],
): { command: string; args: string[] } {
  const { tasks } = JSON.parse(
    Deno.readTextFileSync(join(ROOT, "deno.json")),
  ) as { tasks: Record<string, { command: string }> };
  const permissions = tasks.gradcam!.command.match(/--allow-(?!run)[^\s]+/g)!;
  return {
    command: Deno.execPath(),
    args: [
      "run",
      "--no-prompt",
      ...permissions,
      `--allow-run=${Deno.execPath()}`,
      join(ROOT, "main.ts"),
      "gradcam",
      ...args,
    ],
  };
}

/** Runs `gradcam`. */
export async function gradcam(
  ...options: readonly string[]
): Promise<GradcamResult> {
  const { command, args } = gradcamCommand(options);
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}

/** Reads a run's summary. */
export async function summaryIn(out: string): Promise<Summary> {
  return JSON.parse(await Deno.readTextFile(join(out, "summary.json")));
}
