import type { Mask } from "../../data/dermx/mask.ts";

/** A block is so many words of 32 pixels, as a power of two. */
const BLOCK_BITS = 5;
const BLOCK_WORDS = 2 ** BLOCK_BITS;

/**
 * A growing set of pixels that counts its members within a run without looking at
 * each: 32 of them at a time in a word, and 1024 in a block whose count is kept.
 */
export class PixelSet {
  readonly #words: Uint32Array;
  readonly #blocks: Uint32Array;

  /** An empty set of pixels of an image that has so many. */
  constructor(pixels: number) {
    this.#words = new Uint32Array(Math.ceil(pixels / 32));
    this.#blocks = new Uint32Array(Math.ceil(this.#words.length / BLOCK_WORDS));
  }

  /** Adds pixels that are not in it yet. */
  add(pixels: Uint32Array): void {
    for (let i = 0; i < pixels.length; i++) {
      const pixel = pixels[i]!;
      this.#words[pixel >>> 5]! |= 1 << (pixel & 31);
      this.#blocks[pixel >>> (5 + BLOCK_BITS)]!++;
    }
  }

  /** How many of a mask's pixels are in the set. */
  countWithin({ runs }: Mask): number {
    const words = this.#words;
    const blocks = this.#blocks;
    let count = 0;
    for (let i = 0; i < runs.length; i += 2) {
      const first = runs[i]!;
      const last = runs[i + 1]! - 1;
      const end = last >>> 5;
      let word = first >>> 5;
      const fromFirst = -1 << (first & 31);
      const toLast = -1 >>> (31 - (last & 31));
      if (word === end) {
        count += ones(words[word]! & fromFirst & toLast);
        continue;
      }
      count += ones(words[word]! & fromFirst) + ones(words[end]! & toLast);
      word++;
      while (word < end) {
        if ((word & (BLOCK_WORDS - 1)) === 0 && word + BLOCK_WORDS <= end) {
          count += blocks[word >>> BLOCK_BITS]!;
          word += BLOCK_WORDS;
        } else {
          count += ones(words[word++]!);
        }
      }
    }
    return count;
  }
}

/** The bits that are set in a word, counted in pairs, nibbles and bytes at once. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  const bytes = (nibbles + (nibbles >>> 4)) & 0x0f0f0f0f;
  return Math.imul(bytes, 0x01010101) >>> 24;
}
