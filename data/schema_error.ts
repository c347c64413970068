/** The part of a zod issue that {@link describeIssues} reads. */
export interface SchemaIssue {
  /** The kind of issue, such as `"invalid_type"`. */
  readonly code?: string | undefined;
  /** Keys and indices from the value down to the issue. */
  readonly path: readonly PropertyKey[];
  /** The schema's own words, or `"Invalid input"`. */
  readonly message: string;
  /** Of `"unrecognized_keys"`: the keys. */
  readonly keys?: readonly string[];
  /** Of `"invalid_type"`: the type. */
  readonly expected?: string;
  /** Of `"invalid_value"`: what is allowed. */
  readonly values?: readonly unknown[];
}

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
