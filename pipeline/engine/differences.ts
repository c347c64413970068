import type { ActionFields } from "./action_key.ts";
import type { Json } from "./json.ts";

/** A field in which two actions differ. */
export interface Difference {
  /** The field, such as `inputs.masks` or `params.table2a.std`. */
  readonly field: string;
  /** The earlier value; absent where the field is new. */
  readonly before?: Json;
  /** The later value; absent where the field is gone. */
  readonly after?: Json;
}

/**
 * Compares the fields of two actions: the answer to "why did it run?".
 *
 * @param before The earlier action's fields.
 * @param after The later action's.
 * @returns The differing leaves, in the order of the later action's fields.
 */
export function differences(
  before: ActionFields,
  after: ActionFields,
): Difference[] {
  return compare(
    "",
    before as unknown as Json,
    after as unknown as Json,
  );
}

function compare(
  field: string,
  before: Json | undefined,
  after: Json | undefined,
): Difference[] {
  const a = members(before);
  const b = members(after);
  if (a !== undefined && b !== undefined) {
    const names = new Set([...Object.keys(b), ...Object.keys(a)]);
    return [...names].flatMap((name) =>
      compare(field === "" ? name : `${field}.${name}`, a[name], b[name])
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{
    field,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }];
}

/** The members of an object or array, but `undefined` for anything else. */
function members(value: Json | undefined): Record<string, Json> | undefined {
  return typeof value === "object" && value !== null
    ? { ...value } as Record<string, Json>
    : undefined;
}
