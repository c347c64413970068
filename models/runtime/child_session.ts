import { fileURLToPath } from "node:url";
import { ChildProcess } from "./child_process.ts";
import type { DeviceFacts } from "./device_facts.ts";
import type { Session, TensorLike } from "./session.ts";
import type { OpenOptions } from "./session_options.ts";

/** A child on WebGPU has grown by about 140 MB after this many runs. */
const WEBGPU_RUNS = 200;

/** How a model is opened in a child process. */
export interface ChildOptions extends OpenOptions {
  /**
   * After this many runs the process is replaced, which takes one to two seconds:
   * 200 on `webgpu`, whose memory only the process's end gives back, otherwise any
   * number.
   */
  readonly runsPerChild?: number;
  /** Kills the process; what was asked of it then fails with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A session in a process of its own. */
export interface ChildSession extends Session {
  /** What the runtime printed, such as a profile, known once the session is closed. */
  readonly printed: string;
  /** How many processes have held the model so far. */
  readonly processes: number;
}

/**
 * Opens a model in a child process, which may read files and use the device, and
 * do nothing else. This process keeps the model's bytes to replace the child.
 *
 * On `cpu` the first call on a machine fetches the native library (289 MB).
 *
 * @throws {Error} If the device is not there, the model does not load, or the process dies.
 */
export async function openChildSession(
  model: Uint8Array<ArrayBuffer>,
  options: ChildOptions,
): Promise<ChildSession> {
  const session = new ReplacedSession(model, options);
  await session.open();
  return session;
}

class ReplacedSession implements ChildSession {
  inputs: readonly string[] = [];
  outputs: readonly string[] = [];
  printed = "";
  processes = 0;
  #facts: DeviceFacts | undefined;
  readonly #model: Uint8Array<ArrayBuffer>;
  readonly #options: ChildOptions;
  #child: ChildProcess | undefined;
  #runs = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(model: Uint8Array<ArrayBuffer>, options: ChildOptions) {
    this.#model = model;
    this.#options = options;
  }

  get facts(): DeviceFacts {
    return this.#facts!;
  }

  async open(): Promise<void> {
    const { runsPerChild: _, signal, ...options } = this.#options;
    const config = options.device === "cpu"
      ? "./cpu/deno.json"
      : "../../deno.json";
    const child = new ChildProcess({
      entry: pathOf("./child_main.ts"),
      config: pathOf(config),
      native: options.device === "cpu",
      onPrint: (text) => this.printed += text,
      ...(signal && { signal }),
    });
    const { message } = await child.ask("opened", {
      message: { type: "open", options },
      tensors: {
        model: { type: "uint8", dims: [this.#model.length], data: this.#model },
      },
    }).catch(async (error) => {
      await child.end();
      throw error;
    });
    this.#child = child;
    this.inputs = message.inputs;
    this.outputs = message.outputs;
    this.#facts = message.facts;
    this.#runs = 0;
    this.processes++;
  }

  run(
    feeds: Readonly<Record<string, TensorLike>>,
  ): Promise<Record<string, TensorLike>> {
    return this.#next(async () => {
      const { device, runsPerChild } = this.#options;
      const most = runsPerChild ??
        (device === "webgpu" ? WEBGPU_RUNS : Infinity);
      if (this.#runs >= most) {
        await this.#end();
        await this.open();
      }
      this.#runs++;
      if (this.#child === undefined) {
        throw new TypeError("The session is closed: open the model again");
      }
      const { tensors } = await this.#child.ask("ran", {
        message: { type: "run" },
        tensors: feeds,
      });
      return tensors;
    });
  }

  close(): Promise<void> {
    return this.#next(() => this.#end());
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined) return;
    await child.ask("closed", { message: { type: "close" } });
    await child.end();
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

function pathOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
