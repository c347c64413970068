import type { Model, Node, ValueInfo } from "../graph.ts";
import { NodeAttributes } from "../node_attributes.ts";
import { quoted } from "../quoted.ts";
import { sizeOf } from "../tensor.ts";
import { extents, perSample } from "./extents.ts";

/** How probabilities follow from logits. */
export type Link = "softmax" | "sigmoid";

/** A classifier's scores: one a class for each image of the batch. */
export interface ClassScores {
  /** The tensor of the scores before a final Softmax or Sigmoid, if there is one. */
  readonly logits: ValueInfo;
  /** How many classes there are. */
  readonly classes: number;
  /** The output behind a final Softmax or Sigmoid. */
  readonly probabilities?: ValueInfo;
  /** What makes them of the logits. */
  readonly link?: Link;
}

/** What {@link classScores} may be told. */
export interface ClassScoresOptions {
  /** What is known of every tensor. */
  readonly shapes: ReadonlyMap<string, ValueInfo>;
  /** The output that holds the scores, or the probabilities made of them. */
  readonly output?: string | undefined;
}

/** What makes probabilities of logits. */
const LINKS: Readonly<Record<string, Link>> = {
  Sigmoid: "sigmoid",
  Softmax: "softmax",
};

/** Operators behind a Softmax that leave the numbers as they are. */
const PLAIN: ReadonlySet<string> = new Set([
  "Flatten",
  "Identity",
  "Reshape",
  "Squeeze",
  "Unsqueeze",
]);

/** The operator set from which Softmax works along its one axis, the last by default. */
const SOFTMAX_OF_ONE_AXIS = 13;

/**
 * Finds a classifier's scores. A final Softmax, LogSoftmax or Sigmoid is stepped
 * over, so that the logits are known as well as the probabilities.
 *
 * @throws {RangeError} If the model has no output of the name, or several outputs
 * that may hold scores and no name says which.
 * @throws {TypeError} If no output has one score a class.
 */
export function classScores(
  model: Model,
  { shapes, output }: ClassScoresOptions,
): ClassScores {
  const { outputs } = model.graph;
  const infos = outputs.map((info) => shapes.get(info.name) ?? info);
  if (output !== undefined) {
    const named = infos.find(({ name }) => name === output);
    if (named === undefined) {
      throw new RangeError(
        `Cannot find the output ${quoted(output)}: the outputs are ${
          listed(infos)
        }: name one of them`,
      );
    }
    if (!holdsScores(named)) throw noScores([named]);
    return stepOver(model, { shapes, end: named });
  }
  const found = infos.filter(holdsScores)
    .map((end) => stepOver(model, { shapes, end }));
  const [first] = found;
  if (first === undefined) throw noScores(infos);
  // Logits beside probabilities of the same logits leave no doubt.
  if (found.every(({ logits }) => logits.name === first.logits.name)) {
    return found.find(({ link }) => link !== undefined) ?? first;
  }
  throw new RangeError(
    `Cannot tell which output holds the scores: ${
      listed(infos.filter(holdsScores))
    } may: name one as "logits"`,
  );
}

/** Whether a tensor is N×K, or N×K×1×1 and the like. */
function holdsScores(info: ValueInfo): boolean {
  const classes = perSample(info);
  return info.type === "float32" && classes !== undefined &&
    classes.length > 0 && sizeOf(classes) === classes[0] && classes[0] > 0;
}

function stepOver(
  model: Model,
  options: {
    readonly shapes: ReadonlyMap<string, ValueInfo>;
    readonly end: ValueInfo;
  },
): ClassScores {
  const { shapes, end } = options;
  const [classes = 0] = perSample(end) ?? [];
  const makers = new Map<string, Node>();
  for (const node of model.graph.nodes) {
    for (const name of node.outputs) makers.set(name, node);
  }
  let node = makers.get(end.name);
  let between = end;
  while (node?.domain === "" && PLAIN.has(node.op)) {
    const before = shapes.get(node.inputs[0] ?? "");
    if (before === undefined || !holdsScores(before)) break;
    between = before;
    node = makers.get(before.name);
  }
  const logits = shapes.get(node?.inputs[0] ?? "");
  if (
    node?.domain === "" && logits !== undefined && holdsScores(logits) &&
    isLink(node, { model, rank: between.dims?.length ?? 0 })
  ) {
    const link = LINKS[node.op];
    return link === undefined
      ? { logits, classes }
      : { logits, classes, probabilities: end, link };
  }
  return { logits: end, classes };
}

/** Whether a node makes probabilities of logits, or logarithms of probabilities. */
function isLink(
  node: Node,
  { model, rank }: { readonly model: Model; readonly rank: number },
): boolean {
  if (node.op === "Sigmoid") return true;
  if (node.op !== "Softmax" && node.op !== "LogSoftmax") return false;
  const later = (model.opsets.get("") ?? 1) >= SOFTMAX_OF_ONE_AXIS;
  const axis = new NodeAttributes(node).int("axis", later ? -1 : 1);
  return (axis < 0 ? axis + rank : axis) === 1;
}

function listed(infos: readonly ValueInfo[]): string {
  return infos.map(({ name, dims }) => `${quoted(name)} (${extents(dims)})`)
    .join(", ");
}

function noScores(infos: readonly ValueInfo[]): TypeError {
  return new TypeError(
    `Cannot explain ${
      listed(infos)
    }: Grad-CAM needs one float32 score a class, N×K: supply a classifier, or fix open sizes of its input`,
  );
}
