import assert from "node:assert/strict";
import {
  counted,
  listed,
  tableNames,
} from "../../../../pipeline/stages/findings/wording.ts";

Deno.test("listed() joins as prose does", () => {
  assert.equal(listed([]), "");
  assert.equal(listed(["a"]), "a");
  assert.equal(listed(["a", "b"]), "a and b");
  assert.equal(listed(["a", "b", "c"]), "a, b and c");
});

Deno.test("counted() adds the plural", () => {
  assert.equal(counted(0, "image"), "0 images");
  assert.equal(counted(1, "image"), "1 image");
  assert.equal(counted(525, "image"), "525 images");
});

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
