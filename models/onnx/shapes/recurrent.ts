import type { Dim } from "../graph.ts";
import {
  type Facts,
  facts,
  type ShapeContext,
  type ShapeRule,
} from "./rule.ts";

/** All states, the last state and, for an LSTM, the last cell. */
function recurrent(context: ShapeContext): (Facts | undefined)[] {
  const type = context.type(0);
  const input = context.dimsOfRank(0, { atLeast: 3 });
  const both = context.attributes.text("direction", "forward") ===
    "bidirectional";
  const directions = both ? 2 : 1;
  const hidden: Dim = context.attributes.has("hidden_size")
    ? context.attributes.int("hidden_size", 0)
    : context.dims(2)?.[2];
  const batchFirst = context.attributes.int("layout", 0) === 1;
  const [length, batch] = batchFirst
    ? [input?.[1], input?.[0]]
    : [input?.[0], input?.[1]];
  const last = facts(
    type,
    batchFirst ? [batch, directions, hidden] : [directions, batch, hidden],
  );
  const all = batchFirst
    ? [batch, length, directions, hidden]
    : [length, directions, batch, hidden];
  return [facts(type, all), last, last];
}

/** Operators that step through a sequence. */
export const RECURRENT: ReadonlyMap<string, ShapeRule> = new Map([
  ["GRU", recurrent],
  ["LSTM", recurrent],
  ["RNN", recurrent],
]);
