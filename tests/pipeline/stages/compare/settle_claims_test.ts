import assert from "node:assert/strict";
import type {
  BlockedClaims,
  ComparedTable,
} from "../../../../pipeline/stages/compare.ts";
import {
  settleClaims,
  type SourcedNumber,
  type SuppliedTable,
} from "../../../../pipeline/stages/compare/settle_claims.ts";

function number(
  place: string,
  printed: string,
  tolerance?: number,
): SourcedNumber {
  const [table = "", row = "", column = "", statistic = ""] = place.split("/");
  return {
    source: "paper",
    table,
    row,
    column,
    statistic,
    printed,
    ...(tolerance !== undefined && { tolerance }),
  };
}

function supplied(
  table: string,
  values: Readonly<Record<string, number>>,
): SuppliedTable {
  const source: ComparedTable = {
    port: table,
    table,
    route: "raw",
    artifact: `node/${table}.csv`,
  };
  const cells = Object.entries(values).map(([place, value]) => {
    const [row = "", column = "", statistic = ""] = place.split("/");
    return { row, column, statistic, value };
  });
  return { ...source, cells };
}

const BLOCK: BlockedClaims = {
  table: "t1",
  id: "thing",
  missing: "the thing",
  supply: "bring it",
};

Deno.test("settleClaims() compares what is computed", () => {
  const claims = settleClaims(
    [
      number("t1/a/f1/mean", "0.90"),
      number("t1/b/f1/mean", "0.5", 0.25),
      number("t1/c//value", "7"),
    ],
    {
      tables: [
        supplied("t1", {
          "a/f1/mean": 0.901,
          "b/f1/mean": 0.75,
          "c//value": 8,
        }),
      ],
      blocked: [],
    },
  );
  assert.deepEqual(claims, [
    {
      id: "t1/a/f1_mean",
      source: "paper",
      table: "t1",
      row: "a",
      column: "f1",
      statistic: "mean",
      printed: 0.9,
      decimals: 2,
      computed: 0.901,
      status: "exact",
      route: "raw",
      artifact: "node/t1.csv",
    },
    {
      id: "t1/b/f1_mean",
      source: "paper",
      table: "t1",
      row: "b",
      column: "f1",
      statistic: "mean",
      printed: 0.5,
      decimals: 1,
      tolerance: 0.25,
      computed: 0.75,
      status: "close",
      route: "raw",
      artifact: "node/t1.csv",
    },
    {
      id: "t1/c/value",
      source: "paper",
      table: "t1",
      row: "c",
      column: "",
      statistic: "value",
      printed: 7,
      decimals: 0,
      computed: 8,
      status: "differs",
      route: "raw",
      artifact: "node/t1.csv",
    },
  ]);
});

Deno.test("settleClaims() says of a blocked claim what is missing", () => {
  const [claim] = settleClaims([number("t1/a/f1/mean", "0.90")], {
    tables: [],
    blocked: [BLOCK],
  });
  assert.deepEqual(claim, {
    id: "t1/a/f1_mean",
    source: "paper",
    table: "t1",
    row: "a",
    column: "f1",
    statistic: "mean",
    printed: 0.9,
    decimals: 2,
    computed: null,
    status: "blocked",
    route: null,
    artifact: null,
    blocked_by: { id: "thing", missing: "the thing", supply: "bring it" },
  });
});

Deno.test("settleClaims() prefers a computed value to a block", () => {
  const [claim] = settleClaims([number("t1/a/f1/mean", "0.90")], {
    tables: [supplied("t1", { "a/f1/mean": 0.9 })],
    blocked: [BLOCK],
  });
  assert.equal(claim?.status, "exact");
  assert.equal(claim?.blocked_by, undefined);
});

Deno.test("settleClaims() takes the first block that matches", () => {
  const numbers = [
    number("t1/a/f1/mean", "0.90"),
    number("t1/a/f1/std", "0.10"),
    number("t1/b/f1/mean", "0.80"),
    number("t1/b/recall/mean", "0.70"),
  ];
  const claims = settleClaims(numbers, {
    tables: [],
    blocked: [
      { ...BLOCK, row: "a", statistic: "std", id: "spread" },
      { ...BLOCK, row: "b", column: "recall", id: "recall" },
      { ...BLOCK, id: "rest" },
    ],
  });
  assert.deepEqual(
    claims.map(({ blocked_by }) => blocked_by?.id),
    ["rest", "spread", "rest", "recall"],
  );
});

Deno.test("settleClaims() drops a block whose table is there after all", () => {
  const numbers = [number("t1/a/f1/mean", "0.90"), number("t1/b/f1/mean", "1")];
  const blocked = [{ ...BLOCK, without: "t1" }];
  assert.deepEqual(
    settleClaims(numbers, { tables: [], blocked }).map(({ status }) => status),
    ["blocked", "blocked"],
  );
  const tables = [supplied("t1", { "a/f1/mean": 0.9 })];
  assert.throws(() => settleClaims(numbers, { tables, blocked }), {
    name: "RangeError",
    message:
      'Cannot settle claim "t1/b/f1_mean": no supplied table computes it and no block names it: compute it, or say in the study what is missing',
  });
});

Deno.test("settleClaims() leaves aside what nobody prints", () => {
  const claims = settleClaims([number("t1/a/f1/mean", "0.90")], {
    tables: [supplied("t1", { "a/f1/mean": 0.9, "a/f1/n": 8 })],
    blocked: [],
  });
  assert.deepEqual(claims.map(({ id }) => id), ["t1/a/f1_mean"]);
});

Deno.test("settleClaims() refuses a number that is printed twice", () => {
  const twice = number("t1/a/f1/mean", "0.90");
  assert.throws(
    () => settleClaims([twice, twice], { tables: [], blocked: [BLOCK] }),
    {
      name: "RangeError",
      message:
        'Cannot list claim "t1/a/f1_mean" twice: remove one of its lines from the printed numbers',
    },
  );
});

Deno.test("settleClaims() refuses a number that is computed twice", () => {
  const numbers = [number("t1/a/f1/mean", "0.90")];
  const one = supplied("t1", { "a/f1/mean": 0.9 });
  const two = { ...one, artifact: "other/t1.csv" };
  assert.throws(
    () => settleClaims(numbers, { tables: [one, two], blocked: [] }),
    {
      name: "RangeError",
      message:
        'Cannot compute "t1/a/f1_mean" twice, in "node/t1.csv" and in "other/t1.csv": leave it out of one',
    },
  );
});

Deno.test("settleClaims() refuses a block that matches nothing", () => {
  const blocked = [{ ...BLOCK, row: "z" }];
  assert.throws(
    () =>
      settleClaims([number("t1/a/f1/mean", "0.90")], { tables: [], blocked }),
    {
      name: "RangeError",
      message:
        'Cannot block {"table":"t1","row":"z"} by "thing": no printed number is there: correct the names in the study',
    },
  );
});

Deno.test("settleClaims() lets a table give way to the one that it names", () => {
  const numbers = [number("t1/a/f1/mean", "0.90")];
  const printed = { ...supplied("t1", { "a/f1/mean": 0.5 }), unless: "model" };
  const model: SuppliedTable = {
    ...supplied("t1", { "a/f1/mean": 0.9 }),
    port: "model",
    route: "model",
  };
  const computed = (tables: readonly SuppliedTable[]): unknown[] =>
    settleClaims(numbers, { tables, blocked: [] }).map((
      { computed, route },
    ) => [computed, route]);
  assert.deepEqual(computed([printed]), [[0.5, "raw"]]);
  assert.deepEqual(computed([printed, model]), [[0.9, "model"]]);
  assert.deepEqual(computed([model, printed]), [[0.9, "model"]]);
});
