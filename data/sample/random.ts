import { createHash } from "node:crypto";

/**
 * A stream of pseudo-random numbers that a text determines, on every machine alike
 * (xoshiro128**, Blackman and Vigna 2018, seeded by SHA-256).
 *
 * Streams with different keys are independent, so what is drawn from one of them
 * never shifts another.
 */
export class Random {
  readonly #key: string;
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** The stream of a key, such as `"7/generated-00012"`. */
  constructor(key: string) {
    this.#key = key;
    const digest = createHash("sha256").update(key).digest();
    this.#a = digest.readUInt32LE(0);
    this.#b = digest.readUInt32LE(4);
    this.#c = digest.readUInt32LE(8);
    this.#d = digest.readUInt32LE(12);
  }

  /** A stream of its own for one purpose. */
  fork(purpose: string): Random {
    return new Random(`${this.#key}/${purpose}`);
  }

  /** A whole number from 0 to 4,294,967,295. */
  word(): number {
    const fives = Math.imul(this.#b, 5);
    const result = Math.imul((fives << 7) | (fives >>> 25), 9) >>> 0;
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return result;
  }

  /** A number from 0 up to, but never, 1. */
  unit(): number {
    return this.word() / 2 ** 32;
  }

  /** A number between two others. */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A whole number between two others, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.unit());
  }

  /** Whether an event of this probability happens. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** A number of mean 0 and deviation 1, nearly normal: a sum of four uniform ones. */
  normal(): number {
    const sum = this.unit() + this.unit() + this.unit() + this.unit();
    return (sum - 2) * Math.sqrt(3);
  }

  /**
   * One of several things.
   *
   * @throws {RangeError} If there are none.
   */
  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.whole(0, choices.length - 1)];
    if (choice === undefined) {
      throw new RangeError("Cannot pick one of nothing: pass a choice");
    }
    return choice;
  }
}
