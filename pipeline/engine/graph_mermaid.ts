import { graphLinks } from "./graph_links.ts";
import type { GraphNode, GraphView } from "./graph_view.ts";

/**
 * Writes a graph as a Mermaid flowchart, which GitHub and many editors draw.
 *
 * Nodes are numbered, so that an id such as `end` is no keyword; labels are
 * quoted, and all but plain characters in them written as entity codes.
 *
 * @param view The graph.
 * @returns The flowchart's text, with a line break at its end.
 * @throws {RangeError} If two nodes share an id, or an edge names a node that
 * is not there.
 */
export function graphMermaid(view: GraphView): string {
  const links = graphLinks(view);
  const names = new Map(view.nodes.map(({ id }, i) => [id, `n${i}`]));
  const blocked = view.nodes.filter(({ state }) => state === "blocked");
  return [
    "flowchart TD",
    ...view.nodes.map((node) => `  ${names.get(node.id)}["${label(node)}"]`),
    ...links.map(({ from, to, ports }) => {
      const text = ports.length === 0 ? "" : `|"${escape(ports.join(", "))}"|`;
      return `  ${names.get(from)} -->${text} ${names.get(to)}`;
    }),
    ...blocked.map(({ id }) =>
      `  style ${names.get(id)} stroke-dasharray: 4 3`
    ),
  ].join("\n") + "\n";
}

function label({ id, state }: GraphNode): string {
  return state === undefined ? escape(id) : `${escape(id)}<br>${escape(state)}`;
}

/** Mermaid writes a character as `#` code `;`, and reads Markdown and HTML otherwise. */
function escape(text: string): string {
  const clean = text.toWellFormed().replace(/\p{Cc}/gu, "\uFFFD");
  if (clean.trim() === "") return "#160;";
  return clean.replace(
    /[^\p{L}\p{N}_ ,.:/-]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
