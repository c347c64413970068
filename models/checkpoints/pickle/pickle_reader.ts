import { refusal } from "../refusal.ts";

/** A state dict of 500 tensors takes 15 000 opcodes. */
const MOST_OPCODES = 2 ** 18;

/** Reads opcodes and their arguments off a pickle, and knows where it is. */
export class PickleReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  readonly #decoder = new TextDecoder("utf-8", {
    fatal: true,
    ignoreBOM: true,
  });
  #next = 0;
  /** Where the opcode at hand is. */
  #at = 0;
  #opcodes = 0;

  /**
   * Starts at a pickle's first byte.
   *
   * @param file What messages call the file that the pickle is in.
   */
  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(
      bytes.buffer,
      bytes.byteOffset,
      bytes.byteLength,
    );
    this.#file = file;
  }

  /**
   * The next opcode. There is a limit to how many there are, because a single byte can
   * ask for an object of hundreds.
   */
  opcode(): number {
    this.#at = this.#next;
    if (++this.#opcodes > MOST_OPCODES) {
      throw this.refusal(
        `has more than ${MOST_OPCODES} opcodes, and no state dict needs so many`,
      );
    }
    return this.uint8();
  }

  /** Whether all bytes are read. */
  get isAtEnd(): boolean {
    return this.#next === this.#bytes.length;
  }

  /** A byte. */
  uint8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  /** Two bytes. */
  uint16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }

  /** Four bytes. */
  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** Four bytes in two's complement. */
  int32(): number {
    return this.#view.getInt32(this.#take(4), true);
  }

  /** A length and as many bytes in two's complement; sizes and strides fit eight. */
  long(): number {
    const length = this.uint8();
    if (length > 8) {
      throw this.refusal(`has a number of ${length} bytes, which is too large`);
    }
    let bits = 0n;
    const start = this.#take(length);
    for (let i = length - 1; i >= 0; i--) {
      bits = bits << 8n | BigInt(this.#bytes[start + i]!);
    }
    const value = BigInt.asIntN(8 * length, bits);
    if (!Number.isSafeInteger(Number(value))) {
      throw this.refusal(`has the number ${value}, which is too large`);
    }
    return Number(value);
  }

  /** A length and as many bytes of text. */
  text(): string {
    return this.#decode(this.uint32());
  }

  /** Text up to the end of its line. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#next);
    if (end < 0) throw this.refusal("ends in the middle: it is damaged");
    const text = this.#decode(end - this.#next);
    this.#take(1);
    return text;
  }

  /** The error that refuses what the opcode at hand asks for. */
  refusal(what: string): SyntaxError {
    return refusal(this.#file, `its pickle, at byte ${this.#at}, ${what}`);
  }

  #decode(length: number): string {
    const start = this.#take(length);
    try {
      return this.#decoder.decode(this.#bytes.subarray(start, start + length));
    } catch {
      throw this.refusal("has a text that is not UTF-8");
    }
  }

  /** Steps over bytes that must be there, and says where they start. */
  #take(length: number): number {
    const start = this.#next;
    if (start + length > this.#bytes.length) {
      throw this.refusal("ends in the middle: it is damaged");
    }
    this.#next = start + length;
    return start;
  }
}
