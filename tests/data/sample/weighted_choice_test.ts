import assert from "node:assert/strict";
import { weightedChoice } from "../../../data/sample/weighted_choice.ts";

Deno.test("weightedChoice() gives each thing as much room as its weight", () => {
  const choices = [["a", 1], ["b", 0], ["c", 3]] as const;
  const at = (place: number): string => weightedChoice(choices, place);

  assert.deepEqual([0, 0.24, 0.25, 0.5, 0.999, 1].map(at), [
    "a",
    "a",
    "c",
    "c",
    "c",
    "c",
  ]);
});

Deno.test("weightedChoice() refuses to choose of nothing", () => {
  assert.throws(() => weightedChoice([], 0.5), { name: "RangeError" });
});
