import type { Dim, ValueInfo } from "../../models/onnx/graph.ts";
import type { Inspection } from "../../models/onnx/inspect_model.ts";
import { quoted } from "../../models/onnx/quoted.ts";
import { formatBytes } from "./format.ts";

/** What is in a model as text: a table of its nodes, then facts about the whole. */
export function inspectionText(inspection: Inspection): string {
  const { nodes, totals, opsets } = inspection;
  const rows = [
    ["", "operator", "name", "makes", "parameters"],
    ...nodes.map(({ op, domain, name, outputs, parameters }, index) => [
      String(index),
      bare(domain === "" ? op : `${domain}.${op}`),
      bare(name),
      outputs.map(({ type, dims }) => asShape(type, dims)).join("; "),
      parameters === 0 ? "" : parameters.toLocaleString("en-US"),
    ]),
  ];
  const facts: [string, string][] = [
    ...inspection.inputs.map((
      info,
    ): [string, string] => ["input", asInfo(info)]),
    ...inspection.outputs.map((
      info,
    ): [string, string] => ["output", asInfo(info)]),
    [
      "operators",
      Object.entries(totals.operators).map(([op, count]) =>
        `${bare(op)} ${count}`
      ).join(", "),
    ],
    [
      "opset",
      Object.entries(opsets).map(([domain, version]) =>
        domain === "" ? `${version}` : `${bare(domain)} ${version}`
      ).join(", "),
    ],
    ["made by", bare(inspection.producer) || "unknown"],
    ["parameters", totals.parameters.toLocaleString("en-US")],
    ["constants", formatBytes(totals.bytes)],
    ...Object.entries(inspection.metadata).map((
      [key, value],
    ): [string, string] => [bare(key), bare(value)]),
  ];
  const width = Math.max(...facts.map(([key]) => key.length));
  return `${table(rows)}\n${
    facts.map(([key, value]) => `${key.padEnd(width)}  ${value}\n`).join("")
  }`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]!.length), 0)
  );
  return rows.map((row) =>
    `${
      row.map((cell, column) =>
        // Numbers stand to the right.
        column === 0 || column === row.length - 1
          ? cell.padStart(widths[column]!)
          : cell.padEnd(widths[column]!)
      ).join("  ").trimEnd()
    }\n`
  ).join("");
}

function asInfo({ name, type, dims }: ValueInfo): string {
  return `${bare(name)} ${asShape(type, dims)}`;
}

function asShape(
  type: string | undefined,
  dims: readonly Dim[] | undefined,
): string {
  const shape = dims === undefined
    ? "of unknown shape"
    : `[${
      dims.map((dim) => typeof dim === "string" ? bare(dim) : dim ?? "?")
        .join(", ")
    }]`;
  return type === undefined ? "unknown" : `${type} ${shape}`;
}

/** A text from a file without what steers a terminal. */
function bare(text: string): string {
  return quoted(text).slice(1, -1);
}
