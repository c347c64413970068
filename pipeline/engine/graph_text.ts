import { graphLayers } from "./graph_layers.ts";
import { graphLinks } from "./graph_links.ts";
import type { GraphView } from "./graph_view.ts";

/**
 * Writes a graph as an indented tree for a terminal.
 *
 * Each node stands once: below the last of the nodes that it reads from, so
 * that everything it needs stands above it. Its other sources follow in
 * brackets, and states make a column of their own.
 *
 * @param view The graph.
 * @returns One line a node, with a line break at the end; empty for no nodes.
 * @throws {RangeError} If the graph has a cycle or an edge to nowhere, or two
 * nodes share an id.
 */
export function graphText(view: GraphView): string {
  const { roots, below, others } = spanningTree(view);
  const rows: { id: string; tree: string }[] = [];
  const visit = (id: string, lead: string, indent: string): void => {
    rows.push({ id, tree: lead + printable(id) });
    const children = below.get(id) ?? [];
    for (const [i, child] of children.entries()) {
      const isLast = i === children.length - 1;
      const branch = indent + (isLast ? "└─ " : "├─ ");
      visit(child, branch, indent + (isLast ? "   " : "│  "));
    }
  };
  for (const root of roots) visit(root, "", "");

  const states = new Map(
    view.nodes.map(({ id, state }) => [id, printable(state ?? "")]),
  );
  const treeWidth = widest(rows.map(({ tree }) => tree));
  const stateWidth = widest([...states.values()]);
  return rows.map(({ id, tree }) => {
    const also = (others.get(id) ?? []).map(printable).join(", ");
    const cells = [
      pad(tree, treeWidth),
      ...(stateWidth === 0 ? [] : [pad(states.get(id)!, stateWidth)]),
      ...(also === "" ? [] : [`(also reads ${also})`]),
    ];
    return cells.join("  ").trimEnd() + "\n";
  }).join("");
}

interface Tree {
  readonly roots: readonly string[];
  readonly below: ReadonlyMap<string, readonly string[]>;
  /** What a node reads beside its parent in the tree. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** Descends into a node once all that it reads from has been passed. */
function spanningTree(view: GraphView): Tree {
  graphLayers(view); // Throws where there is no order to descend in.
  const sources = new Map<string, string[]>();
  const readers = new Map<string, string[]>();
  for (const { from, to } of graphLinks(view)) {
    sources.set(to, [...sources.get(to) ?? [], from]);
    readers.set(from, [...readers.get(from) ?? [], to]);
  }
  const roots = view.nodes.flatMap(({ id }) => sources.has(id) ? [] : [id]);
  const below = new Map<string, string[]>();
  const others = new Map<string, string[]>();
  const passed = new Set<string>();
  const visit = (id: string): void => {
    passed.add(id);
    for (const reader of readers.get(id) ?? []) {
      const isReady = sources.get(reader)!.every((x) => passed.has(x));
      if (!isReady || passed.has(reader)) continue;
      below.set(id, [...below.get(id) ?? [], reader]);
      others.set(reader, sources.get(reader)!.filter((x) => x !== id));
      visit(reader);
    }
  };
  for (const root of roots) visit(root);
  return { roots, below, others };
}

/** A terminal obeys control characters, so none may reach it. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, "\uFFFD");
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => [...text].length));
}

function pad(text: string, width: number): string {
  return text + " ".repeat(width - [...text].length);
}
