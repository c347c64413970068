import type { ChildReply, ChildRequest } from "./child_protocol.ts";
import { encodeFrame, type Frame, readFrames } from "./frames.ts";

/** Of what a process prints on stderr, this much of the end is kept. */
const KEPT = 4000;

/** How {@link ChildProcess} starts. */
export interface ChildProcessOptions {
  /** The module to run. */
  readonly entry: string;
  /** Its `deno.json`. */
  readonly config: string;
  /** Whether it may load native libraries. */
  readonly native: boolean;
  /** Kills it. */
  readonly signal?: AbortSignal;
  /** Is told what libraries print on stdout. */
  readonly onPrint: (text: string) => void;
}

/** The reply of one type, with its tensors. */
export type Reply<Type extends ChildReply["type"]> = Required<
  Frame<Extract<ChildReply, { type: Type }>>
>;

/** A process that answers requests one by one. */
export class ChildProcess {
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #replies: AsyncGenerator<Required<Frame<ChildReply>>>;
  readonly #errors: Promise<string>;
  readonly #signal: AbortSignal | undefined;
  readonly #kill = (): void => {
    try {
      this.#process.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };

  /** Starts the process. */
  constructor(options: ChildProcessOptions) {
    const { entry, config, native, signal, onPrint } = options;
    signal?.throwIfAborted();
    this.#process = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--frozen",
        `--config=${config}`,
        "--allow-read",
        ...(native ? ["--allow-ffi"] : []),
        entry,
      ],
      // Mesa's drivers complain on stderr where it is not set.
      env: { XDG_RUNTIME_DIR: "/tmp", NO_COLOR: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#requests = this.#process.stdin.getWriter();
    this.#replies = readFrames<ChildReply>(this.#process.stdout, onPrint);
    this.#errors = endOf(this.#process.stderr);
    this.#signal = signal;
    signal?.addEventListener("abort", this.#kill, { once: true });
  }

  /**
   * Asks for something and waits for the answer.
   *
   * @throws {Error} What the process answers that it failed with, or how it died.
   */
  async ask<Type extends ChildReply["type"]>(
    type: Type,
    request: Frame<ChildRequest>,
  ): Promise<Reply<Type>> {
    const reply = await this.#exchange(request).catch(() => undefined);
    if (reply?.message.type === type) return reply as Reply<Type>;
    if (reply?.message.type === "failed") {
      const { name, message } = reply.message;
      throw errorOf(name, message);
    }
    this.#kill();
    const { code, signal } = await this.end();
    this.#signal?.throwIfAborted();
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    const words = (await this.#errors).split("\n").find((line) =>
      /^error: |panicked/.test(line)
    );
    throw new Error(
      `The process that runs the model died with ${how}${
        words ? `: ${words.replace(/^error: /, "")}` : ""
      }`,
    );
  }

  /** Waits for the end of the process. */
  async end(): Promise<Deno.CommandStatus> {
    this.#signal?.removeEventListener("abort", this.#kill);
    await this.#requests.close().catch(() => {});
    await this.#replies.next().catch(() => {});
    const [status] = await Promise.all([this.#process.status, this.#errors]);
    return status;
  }

  async #exchange(
    request: Frame<ChildRequest>,
  ): Promise<Required<Frame<ChildReply>> | undefined> {
    for (const part of encodeFrame(request)) await this.#requests.write(part);
    const { done, value } = await this.#replies.next();
    return done ? undefined : value;
  }
}

function errorOf(name: string, message: string): Error {
  switch (name) {
    case "RangeError":
      return new RangeError(message);
    case "TypeError":
      return new TypeError(message);
    default:
      return new Error(message);
  }
}

async function endOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    text = (text + part).slice(-KEPT);
  }
  return text;
}
