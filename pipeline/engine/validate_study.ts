import { didYouMean } from "./did_you_mean.ts";
import type { InputPort, Stage } from "./stage.ts";
import type { Source, Study, StudyNode } from "./study.ts";
import { validateStage } from "./validate_stage.ts";

/**
 * Checks that a study is a graph that can run, and orders it.
 *
 * @param study The study.
 * @returns Its nodes, each after all nodes that it reads from, otherwise in the
 * order of the study.
 * @throws {TypeError} If a name is taken twice, a port or node does not exist, a
 * required input is missing, parts are wired to a port that takes one file (or
 * the other way round), a numeric stage has no device or another stage has one, a
 * stage is declared badly, or the graph has a cycle; the message names the place.
 */
export function validateStudy(study: Study): StudyNode[] {
  const nodes = new Map<string, StudyNode>();
  for (const node of study.nodes) {
    if (nodes.has(node.id)) {
      throw new TypeError(
        `Study "${study.id}" has two nodes named "${node.id}"`,
      );
    }
    nodes.set(node.id, node);
    validateStage(node.stage);
  }
  for (const node of study.nodes) {
    checkInputs(study, node, nodes);
    checkDevice(study, node);
  }
  for (const { file, node, port } of study.publications) {
    const place = `Publication "${file}" of study "${study.id}"`;
    outputOf(place, { node, port }, nodes);
  }
  return inOrder(study, nodes);
}

/** Whether an output is a list of parts: made so by the stage, or by its shards. */
function isPartitioned(stage: Stage, port: string): boolean {
  return stage.shardBy !== undefined ||
    stage.outputs[port]?.partitioned === true;
}

function checkInputs(
  study: Study,
  node: StudyNode,
  nodes: Map<string, StudyNode>,
): void {
  const place = `Node "${node.id}" of study "${study.id}"`;
  for (const port of Object.keys(node.inputs)) {
    if (!(port in node.stage.inputs)) {
      const known = Object.keys(node.stage.inputs);
      throw new TypeError(
        `${place} supplies an input "${port}" that stage "${node.stage.id}" does not have${
          didYouMean(port, known)
        }`,
      );
    }
  }
  for (const [port, declared] of Object.entries(node.stage.inputs)) {
    const source = node.inputs[port];
    if (source === undefined) {
      if (declared.optional) continue;
      throw new TypeError(`${place} does not supply the input "${port}"`);
    }
    checkShape(place, { port, declared, source, node }, nodes);
  }
}

function checkDevice(study: Study, { id, stage, device }: StudyNode): void {
  const place = `Node "${id}" of study "${study.id}"`;
  if (stage.numeric && device === undefined) {
    throw new TypeError(
      `${place} names no device, on which the result of stage "${stage.id}" depends: add its facts as "device"`,
    );
  }
  if (!stage.numeric && device !== undefined) {
    throw new TypeError(
      `${place} names a device, and stage "${stage.id}" is not numeric: declare it so, or leave "device" out`,
    );
  }
}

interface Wire {
  readonly port: string;
  readonly declared: InputPort;
  readonly source: Source;
  readonly node: StudyNode;
}

function checkShape(
  place: string,
  { port, declared, source, node }: Wire,
  nodes: Map<string, StudyNode>,
): void {
  // What is missing has no shape.
  if ("missing" in source) return;
  if ("folder" in source) checkExtensions(place, source);
  const parts = "node" in source &&
    outputOf(place, source, nodes).partitioned;
  // A shard sees one part of each port that its stage is sharded by.
  const takesParts = declared.partitioned === true ||
    node.stage.shardBy?.includes(port) === true;
  if (parts !== takesParts) {
    throw new TypeError(
      `${place} wires ${
        parts ? "parts" : "one file"
      } to the input "${port}", which takes ${
        takesParts ? "parts" : "one file"
      }`,
    );
  }
}

function checkExtensions(
  place: string,
  { extensions = [] }: Extract<Source, { folder: URL }>,
): void {
  const bad = extensions.find((text) => !/^(\.[a-z0-9]+)+$/.test(text));
  if (bad === undefined) return;
  throw new TypeError(
    `${place} packs files with the extension "${bad}": write it in lower case with its full stop, such as ".png"`,
  );
}

function outputOf(
  place: string,
  source: { node: string; port: string },
  nodes: Map<string, StudyNode>,
): { partitioned: boolean } {
  const producer = nodes.get(source.node);
  if (producer === undefined) {
    throw new TypeError(
      `${place} reads from "${source.node}", which is not a node${
        didYouMean(source.node, [...nodes.keys()])
      }`,
    );
  }
  if (!(source.port in producer.stage.outputs)) {
    const known = Object.keys(producer.stage.outputs);
    throw new TypeError(
      `${place} reads the output "${source.port}" of "${source.node}", which does not exist${
        didYouMean(source.port, known)
      }`,
    );
  }
  return { partitioned: isPartitioned(producer.stage, source.port) };
}

/** The ids of the nodes that a node reads from, each once. */
export function upstreamOf(node: StudyNode): string[] {
  const ids = Object.values(node.inputs).flatMap((source) =>
    "node" in source ? [source.node] : []
  );
  return [...new Set(ids)];
}

function inOrder(study: Study, nodes: Map<string, StudyNode>): StudyNode[] {
  const done = new Map<string, boolean>();
  const order: StudyNode[] = [];
  const visit = (node: StudyNode, trail: readonly string[]): void => {
    const state = done.get(node.id);
    if (state === true) return;
    if (state === false) {
      const cycle = [...trail.slice(trail.indexOf(node.id)), node.id];
      throw new TypeError(
        `Study "${study.id}" has a cycle: ${cycle.join(" → ")}`,
      );
    }
    done.set(node.id, false);
    for (const id of upstreamOf(node)) {
      visit(nodes.get(id)!, [...trail, node.id]);
    }
    done.set(node.id, true);
    order.push(node);
  };
  for (const node of study.nodes) visit(node, []);
  return order;
}
