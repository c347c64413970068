import { ELEMENT_ARRAYS } from "../onnx/element_arrays.ts";
import type { TensorLike } from "./session.ts";

/** Begins each frame: no text that a library prints between frames has it. */
const MARK = 0x1e;

/** What one process tells another: JSON, raw bytes, and tensors by name. */
export interface Frame<Message> {
  /** Anything that JSON can say. */
  readonly message: Message;
  /** Tensors by name. */
  readonly tensors?: Readonly<Record<string, TensorLike>>;
}

/** How a tensor is announced; its bytes follow. */
interface TensorHead {
  readonly name: string;
  readonly type: TensorLike["type"];
  readonly dims: readonly number[];
  readonly bytes: number;
}

interface Head {
  readonly message: unknown;
  readonly tensors: readonly TensorHead[];
}

/**
 * The parts of a frame in the order in which they are written: a mark and the length
 * of the head, the head, each tensor's bytes.
 */
export function encodeFrame<Message>(
  { message, tensors = {} }: Frame<Message>,
): Uint8Array<ArrayBuffer>[] {
  const entries = Object.entries(tensors);
  const head: Head = {
    message,
    tensors: entries.map(([name, { type, dims, data }]) => ({
      name,
      type,
      dims,
      bytes: data.byteLength,
    })),
  };
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = new Uint8Array(5);
  start[0] = MARK;
  new DataView(start.buffer).setUint32(1, text.length);
  return [
    start,
    text,
    ...entries.map(([, { data }]) =>
      new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    ),
  ];
}

/**
 * The frames of a stream.
 *
 * @param onText Is told what stands between them.
 * @throws {SyntaxError} If the stream ends within a frame.
 */
export async function* readFrames<Message>(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onText: (text: string) => void = () => {},
): AsyncGenerator<Required<Frame<Message>>> {
  const reader = new PieceReader(stream);
  while (await reader.skipTo(MARK, onText)) {
    const { buffer } = await reader.read(4);
    const size = new DataView(buffer).getUint32(0);
    const head: Head = JSON.parse(
      new TextDecoder().decode(await reader.read(size)),
    );
    const tensors: Record<string, TensorLike> = {};
    for (const { name, type, dims, bytes } of head.tensors) {
      const { buffer } = await reader.read(bytes);
      tensors[name] = {
        type,
        dims,
        data: new ELEMENT_ARRAYS[type](buffer),
      } as TensorLike;
    }
    yield { message: head.message as Message, tensors };
  }
}

/** Reads a stream in pieces. */
class PieceReader {
  readonly #chunks: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  #rest = new Uint8Array(0);

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#chunks = stream.getReader();
  }

  /** Passes over a mark, which may be far; `false` if there is none up to the end. */
  async skipTo(mark: number, onText: (text: string) => void): Promise<boolean> {
    const decoder = new TextDecoder();
    while (await this.#fill()) {
      const at = this.#rest.indexOf(mark);
      const text = this.#rest.subarray(0, at < 0 ? this.#rest.length : at);
      if (text.length > 0) onText(decoder.decode(text, { stream: true }));
      this.#rest = this.#rest.subarray(text.length);
      if (at < 0) continue;
      this.#rest = this.#rest.subarray(1);
      return true;
    }
    return false;
  }

  /** A piece of a given size, in a buffer of its own. */
  async read(size: number): Promise<Uint8Array<ArrayBuffer>> {
    const piece = new Uint8Array(size);
    for (let at = 0; at < size;) {
      if (!await this.#fill()) {
        throw new SyntaxError(
          `The stream of frames ended ${size - at} bytes early`,
        );
      }
      const part = this.#rest.subarray(0, size - at);
      piece.set(part, at);
      at += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return piece;
  }

  /** Whether there is more to read. */
  async #fill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const { done, value } = await this.#chunks.read();
      if (done) return false;
      this.#rest = value;
    }
    return true;
  }
}
