import { createHash } from "node:crypto";

/** A schema as {@link readList} uses it; those of zod are such. */
export interface ItemSchema<T> {
  /** Checks a value; on failure says where the first mismatch lies. */
  safeParse(value: unknown): ItemResult<T>;
}

/** What an {@link ItemSchema} finds. */
export type ItemResult<T> =
  | { readonly success: true; readonly data: T }
  | {
    readonly success: false;
    readonly error: {
      readonly issues: readonly {
        readonly path: readonly PropertyKey[];
        readonly message: string;
      }[];
    };
  };

/** A list read from a file. */
export interface ReadList<T> {
  /** Its items, checked. */
  readonly items: readonly T[];
  /** The SHA-256 of the file's bytes, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Reads a JSON array and checks each item.
 *
 * @param path The file.
 * @param options What errors call the file, and the schema of an item.
 * @throws {SyntaxError} If the file is no JSON in UTF-8.
 * @throws {TypeError} If it is no array, or an item does not match the schema;
 * the message names the item and the field.
 */
export async function readList<T>(
  path: string,
  { name, schema }: { name: string; schema: ItemSchema<T> },
): Promise<ReadList<T>> {
  const bytes = await Deno.readFile(path);
  const value = parseJson(bytes, name);
  if (!Array.isArray(value)) {
    throw new TypeError(
      `Cannot read "${name}": expected an array: rerun the stage that wrote it`,
    );
  }
  const items = value.map((item: unknown, i) => {
    const result = schema.safeParse(item);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const field = issue?.path.map(String).join(".") ?? "";
    throw new TypeError(
      `Cannot read "${name}": item ${i} does not match its schema at "${field}": rerun the stage that wrote it`,
      { cause: result.error },
    );
  });
  return { items, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function parseJson(bytes: Uint8Array<ArrayBuffer>, name: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new SyntaxError(
      `Cannot read "${name}" as JSON: rerun the stage that wrote it`,
      { cause: error },
    );
  }
}
