import assert from "node:assert/strict";
import { EventLines } from "../../../pipeline/commands/event_lines.ts";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import type { RunEvent } from "../../../pipeline/engine/events.ts";

const KEY = digestOf("key");
const COUNT = 4;

function shard(index: number): {
  study: string;
  node: string;
  shard: { index: number; count: number };
} {
  return { study: "sample", node: "infer", shard: { index, count: COUNT } };
}

function started(index: number, before?: number): RunEvent {
  const differences = before === undefined
    ? []
    : [{ field: "params.a", before, after: 2 }];
  return { type: "action-started", key: KEY, differences, ...shard(index) };
}

function finished(
  index: number,
  outcome: "executed" | "reused" = "executed",
): RunEvent {
  const done = { key: KEY, outcome, seconds: 0.5, bytes: 1000 };
  return { type: "action-finished", ...done, ...shard(index) };
}

function failed(index: number): RunEvent {
  return { type: "action-failed", message: "no", ...shard(index) };
}

/** The lines of events of shards, by number. */
function linesOf(
  events: readonly RunEvent[],
  options: { reused?: boolean } = {},
): string[] {
  const lines = new EventLines(options);
  return events.flatMap((event) => lines.of(event) ?? []);
}

const ALL = [0, 1, 2, 3];

const CASES: Readonly<Record<string, [RunEvent[], string[]]>> = {
  "a line for the first and one for the last": [
    [...ALL.map((i) => started(i, i)), ...ALL.map((i) => finished(i))],
    [
      "sample/infer started because of params.a: 0 → 2",
      "sample/infer done in 2.00 s, 4 shards (4.0 kB)",
    ],
  ],
  "one line where all are reused": [
    ALL.map((i) => finished(i, "reused")),
    ["sample/infer reused, 4 shards (4.0 kB)"],
  ],
  "what was executed and what reused": [
    [
      finished(1, "reused"),
      started(0),
      finished(2, "reused"),
      finished(0),
      finished(3, "reused"),
    ],
    [
      "sample/infer started",
      "sample/infer done in 0.50 s, 1 of 4 shards, 3 reused (4.0 kB)",
    ],
  ],
  "each failure, and the rest": [
    [finished(0), failed(1), finished(2), failed(3)],
    [
      "sample/infer [2/4] failed: no",
      "sample/infer [4/4] failed: no\nsample/infer done in 1.00 s, 2 of 4 shards, 2 failed (2.0 kB)",
    ],
  ],
  "nothing more where all fail": [
    ALL.map(failed),
    ALL.map((i) => `sample/infer [${i + 1}/4] failed: no`),
  ],
  "that it waits, once": [
    ALL.map((i) => ({ type: "waiting", key: KEY, ...shard(i) })),
    ["sample/infer waits for another process that is at the same work"],
  ],
  "the shard of a line of the log": [
    [{ type: "log", line: "words", ...shard(2) }],
    ["sample/infer [3/4] │ words"],
  ],
  "a node that is made again from its beginning": [
    [...ALL, ...ALL].map((i) => finished(i)),
    [
      "sample/infer done in 2.00 s, 4 shards (4.0 kB)",
      "sample/infer done in 2.00 s, 4 shards (4.0 kB)",
    ],
  ],
};

for (const [name, [events, lines]] of Object.entries(CASES)) {
  Deno.test(`EventLines.of() says of shards ${name}`, () => {
    assert.deepEqual(linesOf(events), lines);
  });
}

Deno.test("EventLines.of() leaves reuse out where it is not wanted", () => {
  const whole = { study: "sample", node: "score", key: KEY };
  const reused: RunEvent = {
    type: "action-finished",
    outcome: "reused",
    seconds: 1,
    bytes: 2,
    ...whole,
  };
  const events = [...ALL.map((i) => finished(i, "reused")), reused];
  assert.deepEqual(linesOf(events, { reused: false }), []);
  assert.deepEqual(linesOf(events), [
    "sample/infer reused, 4 shards (4.0 kB)",
    "sample/score reused (2 B)",
  ]);
  const last = [finished(0), ...[1, 2, 3].map((i) => finished(i, "reused"))];
  assert.equal(linesOf(last, { reused: false }).length, 1);
});

Deno.test("EventLines.of() tells of a missing thing once", () => {
  const event = (node: string, message: string): RunEvent => ({
    type: "node-unavailable",
    study: "sample",
    missing: "photographs",
    node,
    message,
  });
  assert.deepEqual(linesOf([event("a", "Supply them"), event("b", "")]), [
    "sample/a unavailable: Supply them",
  ]);
});

Deno.test("EventLines.of() writes few lines for two hundred actions", () => {
  const events = Array.from({ length: 50 }, (_, n) => n).flatMap((n) =>
    ALL.flatMap((i): RunEvent[] => {
      const place = { ...shard(i), node: `infer-${n}` };
      return [{ ...started(i), ...place }, { ...finished(i), ...place }];
    })
  );
  assert.equal(linesOf(events).length, 100);
});
