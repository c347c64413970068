import assert from "node:assert/strict";
import * as z from "zod/mini";
import { describeIssues } from "../../data/schema_error.ts";

function issuesOf(schema: z.ZodMiniType, value: unknown): string {
  const result = schema.safeParse(value);
  assert.equal(result.success, false);
  return describeIssues(result.error!.issues);
}

Deno.test("describeIssues() names the place as one would write it in code", () => {
  const schema = z.object({ list: z.array(z.object({ name: z.string() })) });

  assert.equal(
    issuesOf(schema, { list: [{ name: "a" }, { name: 1 }] }),
    "list[1].name: expected string",
  );
  assert.equal(issuesOf(z.array(z.string()), ["a", 1]), "[1]: expected string");
  assert.equal(issuesOf(z.string(), 1), "expected string");
});

Deno.test("describeIssues() names unknown keys and allowed values", () => {
  assert.equal(
    issuesOf(z.strictObject({}), { a: 1, b: 2 }),
    'unknown key "a", "b"',
  );
  assert.equal(
    issuesOf(z.enum(["light", "dark"]), "pale"),
    'expected one of "light", "dark"',
  );
});

Deno.test("describeIssues() prefers a schema's own words, and counts further issues", () => {
  const schema = z.array(z.int("expected a whole number of pixels"));

  assert.equal(
    issuesOf(schema, [1, "2", "3"]),
    "[1]: expected a whole number of pixels (and 1 more)",
  );
});

Deno.test("describeIssues() says something of issues that it does not know", () => {
  assert.equal(
    issuesOf(z.string().check(z.minLength(2)), "a"),
    "value refused (too_small)",
  );
});
