import assert from "node:assert/strict";
import type { Span } from "../../../../data/read_at.ts";
import { adjacentSpans } from "../../../../pipeline/stages/fetch/adjacent_spans.ts";

/** The lists as text, a span as its first byte and its size. */
function lists(spans: readonly [start: number, size: number][]): string[] {
  const all = spans.map(([start, size]): Span => ({ start, size }));
  return [...adjacentSpans(all, 10)].map((list) =>
    list.map(({ start, size }) => `${start}+${size}`).join(" ")
  );
}

Deno.test("adjacentSpans() puts together what lies together, and no more than it may", () => {
  assert.deepEqual(lists([]), []);
  assert.deepEqual(lists([[3, 4], [7, 0], [7, 6], [13, 1]]), [
    "3+4 7+0 7+6",
    "13+1",
  ]);
  assert.deepEqual(lists([[0, 2], [3, 2], [0, 2]]), ["0+2", "3+2", "0+2"]);
});

Deno.test("adjacentSpans() leaves alone what is larger than a list may be", () => {
  assert.deepEqual(lists([[0, 1], [1, 11], [12, 2], [14, 8]]), [
    "0+1",
    "1+11",
    "12+2 14+8",
  ]);
});
