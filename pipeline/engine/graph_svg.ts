import { escapeEntities } from "./escape_entities.ts";
import { graphLayout } from "./graph_layout.ts";
import type { PlacedLink, PlacedNode } from "./graph_layout.ts";
import type { GraphView } from "./graph_view.ts";

/** How {@link graphSvg} draws. */
export interface GraphSvgOptions {
  /** The accessible name; "Graph" unless said. */
  readonly title?: string;
  /** The drawing becomes part of a page, whose colour and font it takes. */
  readonly embedded?: true;
}

/** Follows the viewer's light or dark scheme, where the drawing stands alone. */
const STYLE =
  "svg:root{color-scheme:light dark;color:CanvasText;background:Canvas}";

/**
 * Draws a graph from top to bottom as SVG.
 *
 * It refers to nothing outside, tells every node and arrow in its description,
 * and draws in one colour (that of the text around it), so it reads in light,
 * in dark and in print.
 *
 * @param view The graph.
 * @param options How to draw.
 * @returns The `svg` element; with a line break at its end where it stands alone.
 * @throws {RangeError} If the graph has a cycle or an edge to nowhere, or two
 * nodes share an id.
 */
export function graphSvg(
  view: GraphView,
  options: GraphSvgOptions = {},
): string {
  const { width, height, nodes, links } = graphLayout(view);
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="graph-title graph-desc" ` +
    `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" fill="currentColor">`,
    `<title id="graph-title">${escape(options.title ?? "Graph")}</title>`,
    `<desc id="graph-desc">${escape(describe(view, links))}</desc>`,
    ...(options.embedded ? [] : [`<style>${STYLE}</style>`]),
    `<g fill="none" stroke="currentColor" stroke-opacity="0.55">`,
    ...links.map(drawLink),
    "</g>",
    ...links.map(drawHead),
    ...nodes.map(drawNode),
    "</svg>",
  ].join("\n");
  return options.embedded ? svg : svg + "\n";
}

function describe(view: GraphView, links: readonly PlacedLink[]): string {
  const isolated = view.nodes.filter(({ id }) =>
    links.every(({ from, to }) => from !== id && to !== id)
  );
  const sentences = [
    `${view.nodes.length} ${
      view.nodes.length === 1 ? "node" : "nodes"
    }, ${links.length} ${links.length === 1 ? "connection" : "connections"}.`,
    ...view.nodes.flatMap(({ id }) => {
      const readers = links.filter(({ from }) => from === id).map(({ to }) =>
        to
      );
      return readers.length === 0
        ? []
        : [`${id} leads to ${readers.join(", ")}.`];
    }),
    ...isolated.map(({ id }) => `${id} stands alone.`),
    ...view.nodes.flatMap(({ id, state }) =>
      state === undefined ? [] : [`${id} is ${state}.`]
    ),
  ];
  return sentences.join(" ");
}

function drawLink({ from, to, ports, points }: PlacedLink): string {
  const [start, ...rest] = points;
  let { x, y } = start!;
  let path = `M${x} ${y}`;
  for (const point of rest) {
    const middle = (y + point.y) / 2;
    path += point.x === x
      ? `V${point.y}`
      : `C${x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    ({ x, y } = point);
  }
  const what = ports.length === 0 ? "" : `: ${ports.join(", ")}`;
  return `<path d="${path}"><title>${
    escape(`${from} → ${to}${what}`)
  }</title></path>`;
}

function drawHead({ points }: PlacedLink): string {
  const { x, y } = points.at(-1)!;
  return `<path d="M${x - 4} ${y - 7}L${x} ${y}L${x + 4} ${y - 7}Z"/>`;
}

function drawNode({ node, x, y, width, height }: PlacedNode): string {
  const middle = x + width / 2;
  const dash = node.state === "blocked" ? ` stroke-dasharray="4 3"` : "";
  const lines = [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" ` +
    `fill-opacity="0.06" stroke="currentColor" stroke-opacity="0.7"${dash}/>`,
    `<text x="${middle}" y="${y + 22}" text-anchor="middle">${
      escape(node.id)
    }</text>`,
  ];
  if (node.state !== undefined) {
    lines.push(
      `<text x="${middle}" y="${y + 39}" text-anchor="middle" font-size="11">${
        escape(node.state)
      }</text>`,
    );
  }
  return `<g>${lines.join("")}</g>`;
}

/** XML has no notation for control characters, so they become U+FFFD. */
function escape(text: string): string {
  return escapeEntities(
    text.toWellFormed().replace(/[\p{Cc}\uFFFE\uFFFF]/gu, "\uFFFD"),
  );
}
