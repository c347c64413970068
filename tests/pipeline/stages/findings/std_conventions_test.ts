import assert from "node:assert/strict";
import type { TableCell } from "../../../../data/ledger/table.ts";
import { stdConventions } from "../../../../pipeline/stages/findings/std_conventions.ts";
import { claimOf } from "../../../support/claims.ts";
import { materialOf } from "../../../support/material.ts";

// Of two values the sample std is the population std times the root of two.
const SAMPLE = 0.5 * Math.SQRT2;

function sizes(n: number): TableCell[] {
  return [{ row: "Acne", column: "f1", statistic: "n", value: n }];
}

function material(
  printed: { table2a: string; table5a: string },
): ReturnType<typeof materialOf> {
  return materialOf({
    conventions: {
      table1: { evaluations: "one-diagnosis" },
      table2a: { std: "population" },
      table2b: { std: "population" },
      table5a: { std: "sample" },
    },
    tables: new Map([
      ["table2a", sizes(2)],
      ["table2b", sizes(1e9)],
      ["table5a", sizes(2)],
    ]),
    ledger: [
      claimOf("table2a/Acne/f1/std", {
        printed: printed.table2a,
        computed: 0.5,
      }),
      claimOf("table2b/Acne/f1/std", { printed: "0.50", computed: 0.5 }),
      claimOf("table5a/Acne/f1/std", {
        printed: printed.table5a,
        computed: SAMPLE,
      }),
    ],
  });
}

Deno.test("stdConventions() counts under both divisors", () => {
  const finding = stdConventions(
    material({ table2a: "0.50", table5a: "0.71" }),
  );
  assert.equal(
    finding?.statement,
    "Table 2a divides by n: 1 of 1 standard deviations come out as printed, and 0 with n - 1. " +
      "Table 5a divides by n - 1: 1 of 1 standard deviations come out as printed, and 0 with n. " +
      "Table 2b does not tell. No table says which divisor it uses.",
  );
  assert.deepEqual(finding?.evidence.values, {
    "table2a: numbers": 1,
    "table2a: exact with n": 1,
    "table2a: exact with n - 1": 0,
    "table2b: numbers": 1,
    "table2b: exact with n": 1,
    "table2b: exact with n - 1": 1,
    "table5a: numbers": 1,
    "table5a: exact with n": 0,
    "table5a: exact with n - 1": 1,
  });
  assert.deepEqual(finding?.affects, [
    "table2a/Acne/f1_std",
    "table5a/Acne/f1_std",
  ]);
});

Deno.test("stdConventions() is silent where one divisor serves all tables", () => {
  assert.equal(
    stdConventions(material({ table2a: "0.71", table5a: "0.71" })),
    undefined,
  );
  assert.equal(
    stdConventions(material({ table2a: "0.50", table5a: "0.50" })),
    undefined,
  );
});

Deno.test("stdConventions() needs the number of values behind a table", () => {
  const changed = material({ table2a: "0.50", table5a: "0.71" });
  assert.equal(stdConventions({ ...changed, tables: new Map() }), undefined);
});
