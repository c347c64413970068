import type { Emitter } from "./emitter.ts";

/**
 * The gradients that arrive at tensors from the nodes that read them, until each
 * tensor's are added up.
 */
export class GradientSums {
  readonly #emit: Emitter;
  readonly #parts = new Map<string, readonly string[]>();

  /** Appends the additions by `emit`. */
  constructor(emit: Emitter) {
    this.#emit = emit;
  }

  /** Notes that a gradient arrives at a tensor. */
  add(tensor: string, gradient: string): void {
    this.#parts.set(tensor, [...this.#parts.get(tensor) ?? [], gradient]);
  }

  /**
   * The sum of what arrived at a tensor, if anything did. Pairwise additions: the
   * operator `Sum` is not run on every device.
   */
  of(tensor: string): string | undefined {
    const parts = this.#parts.get(tensor);
    if (parts === undefined) return undefined;
    this.#emit.scope = `gradient/${tensor}`;
    const sum = parts.reduce((total, part) => this.#emit.add(total, part));
    this.#parts.set(tensor, [sum]);
    return sum;
  }
}
