import type { Stage } from "../engine/stage.ts";
import type { Publication, Source } from "../engine/study.ts";

/** An output of a node. */
export interface OutputOf {
  /** The node's id. */
  readonly node: string;
  /** The output's name. */
  readonly port: string;
}

/** An output of a node, as an input or a publication names it. */
export function from(node: string, port: string): OutputOf {
  return { node, port };
}

/** Each input of a stage from the output of the same name of one node. */
export function allFrom(
  node: string,
  { inputs }: { readonly inputs: Readonly<Record<string, unknown>> },
): Record<string, Source> {
  return Object.fromEntries(
    Object.keys(inputs).map((port) => [port, from(node, port)]),
  );
}

/** The tables among a node's outputs, to be copied to the top of the results. */
export function tablesOf(node: string, { outputs }: Stage): Publication[] {
  return Object.entries(outputs).flatMap(([port, { file }]) =>
    file.startsWith("tables/") ? [{ file, node, port }] : []
  );
}

/** A file of numbers that the authors printed. */
export function published(name: string): Source {
  return { file: new URL(`../../data/published/${name}`, import.meta.url) };
}
