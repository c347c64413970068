import assert from "node:assert/strict";
import { ClassTally, targetsOf } from "../../../models/fitting/class_tally.ts";

// Two outputs: 0 0 2 2 and 1 0 0 0.
const targets = targetsOf([0, 1, 0, 0, 2, 0, 2, 0], 2);

Deno.test("ClassTally() averages Gini's impurity over the outputs", () => {
  const tally = new ClassTally(targets, [0, 1, 2, 3]);
  assert.equal(tally.gini(), (1 / 2 + 3 / 8) / 2);
  tally.remove(0);
  assert.equal(tally.rows, 3);
  assert.ok(Math.abs(tally.gini() - (4 / 9 + 0) / 2) < 1e-15);
  tally.remove(1);
  assert.equal(tally.gini(), 0);
});

Deno.test("ClassTally() lets each output have its own majority, of equals the lowest", () => {
  const tally = new ClassTally(targets, [0, 2]);
  assert.deepEqual([...tally.majority()], [0, 0]);
  tally.add(3);
  assert.deepEqual([...tally.majority()], [2, 0]);
  assert.deepEqual([...new ClassTally(targets, [0]).majority()], [0, 1]);
});
