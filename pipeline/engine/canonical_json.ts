import type { Json } from "./json.ts";

/**
 * Writes a value as canonical JSON (RFC 8785): object members sorted by UTF-16
 * code units, no white space, numbers in their shortest form.
 *
 * Two values have the same text if and only if they are equal, which makes the
 * text fit to be hashed. Whatever JSON would drop or distort silently is refused.
 *
 * @param value The value to write.
 * @returns The canonical text.
 * @throws {TypeError} If the value holds something that JSON cannot carry:
 * `undefined`, a function, a big integer, an instance of a class, NaN, an
 * infinity or a lone surrogate; the message names the place.
 */
export function canonicalJson(value: Json): string {
  return write(value, "$");
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isFinite(value)) {
        throw new TypeError(`Cannot write ${value} as JSON at "${path}"`);
      }
      return JSON.stringify(value);
    case "string":
      if (!value.isWellFormed()) {
        throw new TypeError(
          `Cannot write a lone surrogate as JSON at "${path}"`,
        );
      }
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) {
        // Array.from visits the holes of a sparse array, which map() skips.
        const items = Array.from(value, (x, i) => write(x, `${path}[${i}]`));
        return `[${items.join(",")}]`;
      }
      return writeObject(value, path);
    default:
      throw new TypeError(`Cannot write ${typeof value} as JSON at "${path}"`);
  }
}

function writeObject(value: object, path: string): string {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    const name = prototype.constructor?.name ?? "unknown";
    throw new TypeError(
      `Cannot write an instance of "${name}" as JSON at "${path}"`,
    );
  }
  const members = Object.entries(value)
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([name, x]) => `${write(name, path)}:${write(x, `${path}.${name}`)}`);
  return `{${members.join(",")}}`;
}
