import { fileURLToPath } from "node:url";
import { TextLineStream } from "../text_line_stream.ts";

/** Where Debian's python3-torch and python3-torchvision are found. */
const PYTHON = "/usr/bin/python3";

/** What is timed; see `grad_cam.py`. */
export type TorchStep = "forward" | "late" | "full";

/** A network of torchvision and the layer that is explained. */
export interface TorchNetwork {
  readonly name: string;
  /** The module whose output is weighted. */
  readonly layer: string;
  /** Rows and columns of its input. */
  readonly size: readonly [number, number];
}

/** A process that computes maps with PyTorch. */
export class TorchPeer {
  /** PyTorch's version and threads. */
  readonly facts: string;
  readonly #process: Deno.ChildProcess;
  readonly #requests: WritableStreamDefaultWriter<Uint8Array>;
  readonly #replies: ReadableStreamDefaultReader<string>;

  private constructor(
    process: Deno.ChildProcess,
    replies: ReadableStreamDefaultReader<string>,
    facts: string,
  ) {
    this.#process = process;
    this.#requests = process.stdin.getWriter();
    this.#replies = replies;
    this.facts = facts;
  }

  /**
   * Starts it; `network.onnx`, `input.npy` and `maps.npy` are then in the folder.
   *
   * @param options.threads 0 for as many as PyTorch takes by itself.
   * @throws {Error} If PyTorch is not there.
   */
  static async start(
    { name, layer, size }: TorchNetwork,
    { folder, threads }: { readonly folder: string; readonly threads: number },
  ): Promise<TorchPeer> {
    const script = fileURLToPath(new URL("grad_cam.py", import.meta.url));
    const process = new Deno.Command(PYTHON, {
      args: [
        "-B",
        script,
        name,
        layer,
        ...size.map(String),
        folder,
        `${threads}`,
      ],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const replies = process.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
    for (;;) {
      const { done, value } = await replies.read();
      if (done) {
        throw new Error(
          `${PYTHON} gave no network: install python3-torch and python3-torchvision`,
        );
      }
      // The exporter prints as well.
      if (!value.startsWith("ready ")) continue;
      return new TorchPeer(process, replies, value.slice("ready ".length));
    }
  }

  /** Does something once and gives the seconds. */
  async time(step: TorchStep): Promise<number> {
    await this.#requests.write(new TextEncoder().encode(`${step}\n`));
    const { value } = await this.#replies.read();
    return Number(value);
  }

  /** Ends the process. */
  async close(): Promise<void> {
    await this.#requests.close();
    await this.#process.status;
  }
}
