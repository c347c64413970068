import { join } from "node:path";
import { countActions, type RunProfile, runProfile } from "./run_profile.ts";
import { type TimedCommand, timedCommand } from "./timed_command.ts";

/** Ways to start the program: the binary itself, through a task, through npm. */
export type Way = "binary" | "task" | "npx";

/** What {@link StudyRunner} needs beside the study's name. */
export interface StudyRunnerOptions {
  /** An empty folder, for a store and results that nobody else uses. */
  readonly folder: string;
  /** Where the releases' tarballs are. */
  readonly mirror: string;
}

/** Runs a study as a user does, from an empty store or from one where all is done. */
export class StudyRunner {
  /** The folder of the study's results. */
  readonly results: string;
  readonly #store: string;
  readonly #verb: readonly string[];

  constructor(study: string, { folder, mirror }: StudyRunnerOptions) {
    const results = join(folder, "results");
    this.results = join(results, study);
    this.#store = join(folder, "store");
    this.#verb = ["reproduce", study, "--mirror", mirror]
      .concat("--store", this.#store, "--results", results);
  }

  /** Runs the binary from an empty store, and profiles the run. */
  async cold(): Promise<{ seconds: number; profile: RunProfile }> {
    const run = await this.#cold();
    const folders = { results: this.results, store: this.#store };
    return { seconds: run.seconds, profile: await runProfile(run, folders) };
  }

  /** Seconds of a run that finds everything done. */
  async idle(way: Way): Promise<number> {
    const { seconds } = await this.#start(way, []);
    const { executed } = await countActions(this.results);
    if (executed > 0) throw new Error(`${executed} actions ran in an idle run`);
    return seconds;
  }

  /** The peak resident memory of the program's own process in a cold run, in KiB. */
  async peak(): Promise<number> {
    const { stderr } = await this.#cold("--preload", "bench/tell_peak.ts");
    return Number(/^peak (\d+) KiB$/m.exec(stderr)![1]);
  }

  async #cold(...flags: string[]): Promise<TimedCommand> {
    for (const folder of [this.#store, this.results]) {
      await Deno.remove(folder, { recursive: true }).catch(() => {});
    }
    const run = await this.#start("binary", flags);
    const { reused } = await countActions(this.results);
    if (reused > 0) throw new Error(`${reused} actions were reused`);
    return run;
  }

  async #start(way: Way, flags: readonly string[]): Promise<TimedCommand> {
    const deno = Deno.execPath();
    switch (way) {
      case "binary": {
        const options = [...await taskPermissions(), ...flags];
        return timedCommand(deno, [
          "run",
          ...options,
          "main.ts",
          ...this.#verb,
        ]);
      }
      case "task":
        return timedCommand(deno, ["task", ...this.#verb]);
      case "npx": {
        const same = `deno@${Deno.version.deno}`;
        return timedCommand("npx", ["-y", same, "task", ...this.#verb]);
      }
    }
  }
}

/** The permissions of the task `reproduce`, but for the part that a shell must work out. */
async function taskPermissions(): Promise<string[]> {
  const config = new URL("../deno.json", import.meta.url);
  const { tasks } = JSON.parse(await Deno.readTextFile(config));
  const command: string = tasks.reproduce.command;
  return [
    ...command.match(/--allow-(?!run)\S+/g) ?? [],
    `--allow-run=${Deno.execPath()}`,
  ];
}
