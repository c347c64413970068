import type { Verdict } from "../../../models/architectures/comparing/check_network.ts";
import type { Difference } from "../../../models/architectures/comparing/difference.ts";
import { quoted } from "../../../models/onnx/quoted.ts";
import type { Sidecar } from "../../stages/networks/sidecar.ts";

/** What {@link verdictText} says beside the verdict. */
export interface VerdictContext {
  /** What was expected. */
  readonly title: string;
  /** The name of the file that goes beside the model. */
  readonly sidecarFile: string;
  /** What it is to say. */
  readonly sidecar: Sidecar;
  /** What is to be known of the paper. */
  readonly paper: readonly string[];
}

/** The most differences that are listed; JSON has all. */
const MAX_LISTED = 20;

/** What a check found, as text: one line a difference, then facts, then what to do. */
export function verdictText(verdict: Verdict, context: VerdictContext): string {
  const { differences, notes } = verdict;
  const listed = differences.slice(0, MAX_LISTED);
  const left = differences.length - listed.length;
  const isAnother = differences.some(({ trait }) => trait === "network");
  return [
    `${context.title}: ${
      verdict.asExpected
        ? "as expected"
        : count(differences.length, "difference")
    }`,
    ...listed.map((difference) => `- ${differenceLine(difference)}`),
    ...left > 0 ? [`- and ${left} more, all with --json`] : [],
    "",
    ...table(facts(verdict)),
    ...table(notes.map((note) => ["note", note])),
    ...isAnother ? [] : [
      ...table(context.paper.map((note) => ["paper", note])),
      "",
      `${context.sidecarFile} is to say:`,
      ...sidecarLines(context.sidecar),
    ],
    "",
  ].join("\n");
}

function differenceLine(difference: Difference): string {
  const { trait, expected, found, layers, nodes, means } = difference;
  const [layer, ...otherLayers] = layers;
  const [node, ...otherNodes] = nodes;
  const more = Math.max(otherLayers.length, otherNodes.length);
  const of = layer === undefined || trait === "layer" || trait === "network"
    ? ""
    : ` of ${layer}`;
  const at = node === undefined || found.includes(node) || trait === "input"
    ? ""
    : ` at ${node}`;
  const and = more === 0 || trait === "layer" || trait === "network"
    ? ""
    : `, and ${more} more`;
  return `${trait}${of}: expected ${expected}, found ${found}${at}${and}${
    means === undefined ? "" : `: ${means}`
  }`;
}

function facts(verdict: Verdict): [string, string][] {
  const { input, layers, convolutions, norms, target, parameters } = verdict;
  const { trunk, head, file } = parameters;
  const batch = input.batch === undefined ? "open" : `of ${input.batch}`;
  const shape = (dims: readonly number[] | undefined): string =>
    dims?.join(" x ") ?? "not found";
  const wanted = shape(target.expected);
  const had = shape(target.found);
  return [
    [
      "input",
      `${quoted(input.name)}, ${
        input.size.map((extent) => extent ?? "any").join(" x ")
      }, channels ${
        input.layout === "NCHW" ? "first" : "last"
      }, batch ${batch}`,
    ],
    [
      "layers",
      `${layers.found} of ${layers.expected}, ${convolutions.found} of ${convolutions.expected} convolutions; ${norms.folded} batch normalisations folded into them, ${norms.shown} not`,
    ],
    [
      "Grad-CAM",
      `${target.layer}, ${
        target.tensor === undefined ? "no tensor" : quoted(target.tensor)
      }, ${had}${had === wanted ? "" : ` (expected ${wanted})`}`,
    ],
    [
      "parameters",
      `${number(file)} in the file; the network has ${number(trunk)} and ${
        number(head)
      } in its head, as Keras counts`,
    ],
    ["output", verdict.link ?? "scores"],
  ];
}

/** JSON with one line a field. */
function sidecarLines(sidecar: Sidecar): string[] {
  const fields = Object.entries(sidecar).map(([key, value]) =>
    `  ${JSON.stringify(key)}: ${
      Array.isArray(value)
        ? `[${value.map((item) => JSON.stringify(item)).join(", ")}]`
        : JSON.stringify(value)
    }`
  );
  return ["{", fields.join(",\n"), "}"];
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  return rows.map(([key, value]) => `${key.padEnd(12)}${value}`);
}

function count(size: number, word: string): string {
  return `${size} ${word}${size === 1 ? "" : "s"}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
