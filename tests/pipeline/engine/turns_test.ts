import assert from "node:assert/strict";
import fc from "fast-check";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { turnsOf } from "../../../pipeline/engine/turns.ts";
import { upstreamOf } from "../../../pipeline/engine/validate_study.ts";

/** A node that reads from others. */
function node(id: string, ...from: readonly string[]): StudyNode {
  const entry = new URL("file:///stage.ts");
  return {
    id,
    stage: { id: "any", revision: 1, entry, inputs: {}, outputs: {} },
    params: {},
    inputs: Object.fromEntries(
      from.map((up, i) => [`in${i}`, { node: up, port: "out" }]),
    ),
  };
}

function inTurn(
  nodes: readonly StudyNode[],
  seconds: Readonly<Record<string, number>> = {},
): string[] {
  const turns = turnsOf(nodes, (id) => seconds[id]);
  const ids = nodes.map(({ id }) => id);
  return ids.toSorted((a, b) => turns.get(a)! - turns.get(b)!);
}

const DIAMOND = [
  node("top"),
  node("left", "top"),
  node("right", "top"),
  node("bottom", "left", "right"),
];

Deno.test("turnsOf() keeps the order of a diamond's equal sides", () => {
  assert.deepEqual(inTurn(DIAMOND), ["top", "left", "right", "bottom"]);
});

Deno.test("turnsOf() puts the slower side of a diamond first", () => {
  const seconds = { top: 1, left: 1, right: 1.5, bottom: 1 };
  assert.deepEqual(inTurn(DIAMOND, seconds), [
    "top",
    "right",
    "left",
    "bottom",
  ]);
});

Deno.test("turnsOf() counts nodes where no time is known, and takes the longest way", () => {
  const nodes = [
    node("start"),
    node("leaf", "start"),
    node("two", "start"),
    node("three", "start"),
    node("middle", "three"),
    node("end", "start", "two", "middle"),
  ];
  assert.deepEqual(inTurn(nodes), [
    "start",
    "three",
    "two",
    "middle",
    "leaf",
    "end",
  ]);
});

Deno.test("turnsOf() lets one long node go before a way of many short ones", () => {
  const nodes = [
    node("a"),
    node("b", "a"),
    node("c", "b"),
    node("long"),
  ];
  assert.deepEqual(inTurn(nodes), ["a", "b", "c", "long"]);
  const seconds = { a: 1, b: 1, c: 1, long: 3.5 };
  assert.deepEqual(inTurn(nodes, seconds), ["long", "a", "b", "c"]);
});

Deno.test("turnsOf() takes the mean of the known times for a node that never ran", () => {
  const nodes = [node("new"), node("quick"), node("slow")];
  assert.deepEqual(inTurn(nodes, { quick: 1, slow: 9 }), [
    "slow",
    "new",
    "quick",
  ]);
});

Deno.test("turnsOf() gives each node a turn of its own, before those that read from it", () => {
  // Each number is a node that reads from some of those before it.
  const graph = fc.array(
    fc.record({
      from: fc.array(fc.nat(), { maxLength: 3 }),
      seconds: fc.option(fc.double({ min: 0.001, max: 1e4, noNaN: true })),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(graph, (specs) => {
      const nodes = specs.map(({ from }, i) =>
        node(`${i}`, ...i === 0 ? [] : from.map((up) => `${up % i}`))
      );
      const turns = turnsOf(
        nodes,
        (id) => specs[Number(id)]!.seconds ?? undefined,
      );
      const places = [...turns.values()].sort((a, b) => a - b);
      assert.deepEqual(places, nodes.map((_, i) => i));
      for (const each of nodes) {
        for (const up of upstreamOf(each)) {
          assert.ok(turns.get(up)! < turns.get(each.id)!);
        }
      }
    }),
    { seed: 29, numRuns: 200 },
  );
});
