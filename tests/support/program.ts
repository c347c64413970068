import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** How a run of the program ended. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where {@link program} keeps its results, and what it is started with. */
export interface ProgramOptions {
  /** A folder for the store and the results. */
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the program with the permissions of its task, in a store of its own. */
export async function program(
  args: readonly string[],
  { folder, env = {} }: ProgramOptions,
): Promise<ProgramResult> {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(join(ROOT, "deno.json")),
  ) as { tasks: Record<string, { command: string }> };
  const permissions = tasks.reproduce!.command
    .match(/--allow-(?!run)[^\s]+/g)!;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      ...permissions,
      `--allow-run=${Deno.execPath()}`,
      join(ROOT, "main.ts"),
      ...args,
      ...["--store", join(folder, "store")],
      ...["--results", join(folder, "results")],
    ],
    env: { DERMX_MIRROR: "", NO_COLOR: "1", ...env },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    stderr: decoder.decode(stderr),
  };
}
