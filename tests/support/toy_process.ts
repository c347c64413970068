import type { RunEvent } from "../../pipeline/engine/events.ts";
import type { StudyNode } from "../../pipeline/engine/study.ts";
import { readLines } from "../../pipeline/engine/read_lines.ts";
import { fromFileUrl } from "./paths.ts";
import type { ToyProject } from "./toy_project.ts";

/** A process that runs nodes of a toy project. */
export class ToyProcess {
  readonly events: RunEvent[] = [];
  readonly #process: Deno.ChildProcess;
  readonly #reading: Promise<void>;
  #onEvent: () => void = () => {};

  /** Starts it; the nodes must have no inputs that are files. */
  constructor(
    project: ToyProject,
    nodes: readonly StudyNode[],
    mounts: Readonly<Record<string, string>> = {},
  ) {
    const { folder } = project;
    const main = new URL("./toy_process_main.ts", import.meta.url);
    this.#process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-check",
        "--quiet",
        "--allow-read",
        "--allow-write",
        "--allow-env",
        `--allow-run=${Deno.execPath()}`,
        fromFileUrl(main),
        JSON.stringify({ folder, nodes, mounts }),
      ],
      stdin: "null",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#reading = this.#read();
  }

  /** Resolves once an event of a type was told. */
  async event(type: RunEvent["type"]): Promise<void> {
    while (!this.events.some((event) => event.type === type)) {
      await new Promise<void>((resolve, reject) => {
        this.#onEvent = resolve;
        this.#reading.then(() => {
          reject(new Error(`The process ended without an event "${type}"`));
        });
      });
    }
  }

  /** Kills it at once, and waits until it is dead. */
  async kill(): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.end();
  }

  /** Waits for its end; gives how many actions it executed and reused. */
  async end(): Promise<{ executed: number; reused: number }> {
    await Promise.all([this.#reading, this.#process.status]);
    const count = (outcome: string): number =>
      this.events.filter((event) =>
        event.type === "action-finished" && event.outcome === outcome
      ).length;
    return { executed: count("executed"), reused: count("reused") };
  }

  async #read(): Promise<void> {
    for await (const line of readLines(this.#process.stdout)) {
      // A process that is killed may leave a part of a line.
      if (!line.endsWith("}")) continue;
      this.events.push(JSON.parse(line));
      this.#onEvent();
    }
  }
}
