import type { ActionFields } from "./action_key.ts";
import type { Json, JsonObject } from "./json.ts";

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
  if (isPair(before, after)) {
    const [a, b] = [members(before), members(after)];
    const names = new Set([...b.keys(), ...a.keys()]);
    return [...names].flatMap((name) =>
      compare(
        field === "" ? name : `${field}.${name}`,
        a.get(name),
        b.get(name),
      )
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{
    field,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  }];
}

/** Whether both values are objects, or both lists: only then their members compare. */
function isPair(before: unknown, after: unknown): boolean {
  return typeof before === "object" && before !== null &&
    typeof after === "object" && after !== null &&
    Array.isArray(before) === Array.isArray(after);
}

function members(value: Json | undefined): Map<string, Json> {
  return new Map(Object.entries(value as JsonObject));
}
