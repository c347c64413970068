import assert from "node:assert/strict";
import { statusText } from "../../../pipeline/commands/status_text.ts";
import { actionKey } from "../../../pipeline/engine/action_key.ts";
import { alikeNodes } from "../../../pipeline/engine/alike_nodes.ts";
import type { Code } from "../../../pipeline/engine/code.ts";
import type { Difference } from "../../../pipeline/engine/differences.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import type { PlannedAction } from "../../../pipeline/engine/plan_action.ts";
import type {
  NodeStatus,
  StoredAction,
} from "../../../pipeline/engine/study_status.ts";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { someFields, someResult } from "../../support/some_action.ts";
import { toyNode } from "../../support/toy_project.ts";

const CODE: Code = { bundle: digestOf("b"), map: digestOf("m"), files: {} };

function planned(): PlannedAction {
  const fields = someFields();
  return { key: actionKey(fields), fields, inputs: {}, code: CODE };
}

/** An action that took half a second and made 1,000 bytes. */
function stored(): StoredAction {
  const out = { digest: digestOf("out"), size: 1000 };
  return { planned: planned(), result: someResult({ out }) };
}

function cached(node: string, actions: number): NodeStatus {
  const list = Array.from({ length: actions }, stored);
  return { node, state: "cached", actions: list };
}

function wouldRun(
  node: string,
  { of, missing = of, differences = [] }: {
    of: number;
    missing?: number;
    differences?: readonly Difference[];
  },
): NodeStatus {
  const list = Array.from({ length: of }, planned);
  const state = "would run";
  return { node, state, planned: list, first: 0, differences, missing };
}

/** Three networks that are inferred and scored, out of one `prepare`. */
const NODES: readonly StudyNode[] = ["prepare", "infer", "score"].flatMap(
  (stage) =>
    (stage === "prepare" ? [""] : ["-0", "-1", "-2"]).map((end) => {
      const source = stage === "infer" ? "prepare" : `infer${end}`;
      const inputs: StudyNode["inputs"] = stage === "prepare"
        ? {}
        : { a: { node: source, port: "out" } };
      const entry = new URL(import.meta.url);
      const declared = { id: stage, revision: 1, entry, inputs: {} };
      return toyNode({ ...declared, outputs: { out: { file: "out" } } }, {
        id: `${stage}${end}`,
        inputs,
      });
    }),
);

const GROUPS = alikeNodes(NODES);

const INFER = ["infer-0", "infer-1", "infer-2"];

Deno.test("statusText() gives a line to nodes that are alike and in one state", () => {
  const statuses: NodeStatus[] = [
    cached("prepare", 1),
    ...INFER.map((node) => wouldRun(node, { of: 4 })),
    ...[0, 1, 2].map((i): NodeStatus => {
      return { node: `score-${i}`, state: "depends", on: [`infer-${i}`] };
    }),
  ];
  assert.equal(
    statusText(statuses, GROUPS),
    `\
  prepare   cached         1.0 kB, made in 0.50 s
  infer ×3  would run      12 actions; never ran
  score ×3  depends        on infer ×3
`,
  );
});

Deno.test("statusText() tells apart nodes that are alike and in different states", () => {
  const differences = [{ field: "params.a", before: 1, after: 2 }];
  const missing = "models";
  const statuses: NodeStatus[] = [
    cached("infer-0", 4),
    wouldRun("infer-1", { of: 4, missing: 1, differences }),
    cached("infer-2", 4),
    {
      node: "score-0",
      state: "would restore",
      actions: [stored()],
      files: ["a.csv", "b.csv"],
    },
    { node: "score-1", state: "unavailable", missing, message: "Supply them" },
    { node: "score-2", state: "unavailable", missing, message: "" },
  ];
  assert.equal(
    statusText(statuses, GROUPS),
    `\
  infer ×2  cached         8.0 kB, made in 4.00 s by 8 actions
  infer-1   would run      1 of 4 actions; params.a: 1 → 2
  score-0   would restore  2 of its files are not in the results folder, such as a.csv
  score ×2  unavailable    Supply them
`,
  );
});

Deno.test("statusText() gives a line to every node where each is a group", () => {
  const groups = NODES.map((node) => ({
    id: node.id,
    stage: node.stage.id,
    nodes: [node],
  }));
  const missing = "models";
  const statuses: NodeStatus[] = [
    ...INFER.map((node): NodeStatus => {
      return { node, state: "unavailable", missing, message: "" };
    }),
    { node: "score-1", state: "depends", on: ["infer-1", "prepare"] },
  ];
  assert.equal(
    statusText(statuses, groups),
    `\
  infer-0  unavailable    it needs models
  infer-1  unavailable    it needs models
  infer-2  unavailable    it needs models
  score-1  depends        on infer-1, prepare
`,
  );
});
