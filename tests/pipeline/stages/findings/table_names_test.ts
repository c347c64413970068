import assert from "node:assert/strict";
import { tableNames } from "../../../../pipeline/stages/findings/table_names.ts";

Deno.test("tableNames() says Table once", () => {
  assert.equal(tableNames(["table3b"]), "Table 3b");
  assert.equal(tableNames(["table1", "table3b"]), "Tables 1 and 3b");
  assert.equal(tableNames(["appendix_table1"]), "Appendix Table 1");
  assert.equal(
    tableNames(["table2a", "table2b", "appendix_table1"]),
    "Tables 2a, 2b and Appendix Table 1",
  );
  assert.equal(
    tableNames(["table2a", "appendix_table1"]),
    "Table 2a and Appendix Table 1",
  );
});
