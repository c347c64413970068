import type { Background } from "./scene.ts";
import type { Random } from "./random.ts";
import type { Size } from "../dermx/outline.ts";

/** A place in a picture, in pixels. */
export interface Spot {
  /** The column. */
  readonly x: number;
  /** The row. */
  readonly y: number;
}

/** The part of a picture where lesions may lie: skin, away from the edges. */
export class SkinArea {
  /** The side of a square of the picture's area, in pixels. */
  readonly unit: number;
  readonly #left: number;
  readonly #top: number;
  readonly #right: number;
  readonly #bottom: number;

  /** The part of a picture of a size that its background leaves. */
  constructor(size: Size, background: Background | undefined) {
    const { width, height } = size;
    const taken = background === undefined
      ? 0
      : background.depth + Math.max(0, background.bend) + 0.06;
    const part = (side: Background["side"]): number =>
      background?.side === side ? taken : 0;
    this.unit = Math.sqrt(width * height);
    this.#left = width * part("left");
    this.#top = height * part("top");
    this.#right = width * (1 - part("right"));
    this.#bottom = height * (1 - part("bottom"));
  }

  /** A place for something of a radius, which may reach over the edge by a third of it. */
  place(radius: number, random: Random): Spot {
    const inset = 0.66 * radius;
    const within = (low: number, high: number): number =>
      high - low <= 2 * inset
        ? (low + high) / 2
        : random.between(low + inset, high - inset);
    return {
      x: within(this.#left, this.#right),
      y: within(this.#top, this.#bottom),
    };
  }

  /** A place near another one, at a distance of about `spread` pixels. */
  near(spot: Spot, { spread, random }: {
    readonly spread: number;
    readonly random: Random;
  }): Spot {
    const clamp = (value: number, low: number, high: number): number =>
      Math.max(low + 4, Math.min(high - 4, value));
    return {
      x: clamp(spot.x + spread * random.normal(), this.#left, this.#right),
      y: clamp(spot.y + spread * random.normal(), this.#top, this.#bottom),
    };
  }
}
