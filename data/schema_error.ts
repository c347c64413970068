import type { SchemaIssue } from "./schema.ts";

/**
 * Says where a value breaks its schema and what was expected there, such as
 * `annotations[3].name: expected a string (and 2 more)`.
 *
 * `zod/mini` carries no messages of its own; only what this pipeline's schemas can
 * report is put into words.
 */
export function describeIssues(issues: readonly SchemaIssue[]): string {
  const [first] = issues;
  if (first === undefined) return "no issue";
  const place = first.path.map((key, i) =>
    typeof key === "number"
      ? `[${key}]`
      : i === 0
      ? String(key)
      : `.${String(key)}`
  ).join("");
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : "";
  return `${place === "" ? "" : `${place}: `}${describe(first)}${more}`;
}

function describe(issue: SchemaIssue): string {
  if (issue.code === "unrecognized_keys") {
    return `unknown key ${
      (issue.keys ?? []).map((key) => `"${key}"`).join(", ")
    }`;
  }
  if (issue.message !== "Invalid input") return issue.message;
  if (issue.code === "invalid_type") return `expected ${issue.expected}`;
  if (issue.code === "invalid_value") {
    return `expected one of ${
      (issue.values ?? []).map((value) => JSON.stringify(value)).join(", ")
    }`;
  }
  return `value refused (${issue.code})`;
}
