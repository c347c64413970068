import type { Graph } from "../graph.ts";

/** Labels of a graph's nodes: runtimes refuse a graph with two nodes of one label. */
export class Labels {
  readonly #taken: Set<string>;

  /** Notes the labels that a graph has. */
  constructor({ nodes }: Graph) {
    this.#taken = new Set(nodes.map(({ name }) => name));
  }

  /** A label that no node has, and that is reserved by this call. */
  fresh(stem: string): string {
    let label = stem;
    for (let count = 1; this.#taken.has(label); count++) {
      label = `${stem}_${count}`;
    }
    this.#taken.add(label);
    return label;
  }
}
