/** Where a value breaks its schema, and how. */
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

/** What {@link Schema.safeParse} finds: the value, or what is wrong with it. */
export type SchemaResult<T> =
  | { readonly success: true; readonly data: T }
  | {
    readonly success: false;
    readonly error: { readonly issues: readonly SchemaIssue[] };
  };

/**
 * Checks that a value from outside is a `T`; zod's schemas are such.
 *
 * A schema that is declared as `Schema<T>` does not compile unless what it lets
 * through is a `T`, so `T` can be a documented interface of its own.
 */
export interface Schema<T> {
  /** Checks a value, and says on failure where and how it breaks the schema. */
  safeParse(value: unknown): SchemaResult<T>;
  /**
   * Checks a value that is expected to be right.
   *
   * @throws {Error} If it is not.
   */
  parse(value: unknown): T;
}
