import {
  type DescField,
  type DescMessage,
  ScalarType,
} from "@bufbuild/protobuf";
import type { Place } from "./place.ts";

/** Messages within messages, as deep as the decoder goes too. */
const MAX_DEPTH = 100;

/**
 * What may be decoded, in texts and byte strings; a message counts as several of
 * them. Each costs some hundred bytes once decoded and may cost two in the file. The
 * largest networks need a tenth of this.
 */
const MAX_OBJECTS = 2_000_000;
const MESSAGE = 4;

/**
 * Elements of lists of variable-length integers: a byte each in the file, up to 40
 * once decoded. Weights are not kept so, but as bytes or floats.
 */
const MAX_INTEGERS = 8_000_000;

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

/**
 * Walks a message in protobuf's wire format and decodes nothing: afterwards every
 * length is known to fit, every field to be of its declared kind, and what a decoder
 * will allocate to be in proportion to the file.
 *
 * @throws {SyntaxError} If the bytes are not such a message, or exceed the limits.
 * @internal
 */
export function checkWire(
  bytes: Uint8Array,
  { schema, place }: { readonly schema: DescMessage; readonly place: Place },
): void {
  new Walker(bytes, place).message(schema, bytes.length);
}

class Walker {
  readonly #bytes: Uint8Array;
  readonly #place: Place;
  #at = 0;
  #objects = 0;
  #integers = 0;
  /** The way from the outermost message to where the walk stands. */
  readonly #path: string[] = [];

  constructor(bytes: Uint8Array, place: Place) {
    this.#bytes = bytes;
    this.#place = place;
  }

  message(schema: DescMessage, end: number): void {
    if (this.#path.length > MAX_DEPTH) {
      throw this.#flaw(
        `messages are nested more than ${MAX_DEPTH} deep: export the model with fewer nested graphs`,
      );
    }
    const fields = fieldsOf(schema);
    const counts = new Map<number, number>();
    while (this.#at < end) {
      const tag = this.#tag(end);
      const number = Math.floor(tag / 8);
      const field = fields.get(number);
      if (field === undefined) {
        this.#skip(tag % 8, end);
        continue;
      }
      const index = counts.get(number) ?? 0;
      counts.set(number, index + 1);
      this.#path.push(
        field.fieldKind === "list" ? `${field.name}[${index}]` : field.name,
      );
      this.#field(field, tag % 8, end);
      this.#path.pop();
    }
  }

  #field(field: DescField, wire: number, end: number): void {
    const expected = wireOf(field);
    if (wire === DELIMITED && expected !== DELIMITED) {
      if (field.fieldKind !== "list") throw this.#wrongKind(wire);
      this.#packed(expected, this.#length(end));
    } else if (wire !== expected) {
      throw this.#wrongKind(wire);
    } else if (wire !== DELIMITED) {
      if (field.fieldKind === "list" && wire === VARINT) this.#integer();
      this.#skip(wire, end);
    } else {
      const stop = this.#length(end);
      this.#objects += field.message === undefined ? 1 : MESSAGE;
      if (this.#objects > MAX_OBJECTS) {
        throw this.#flaw(
          "the file has more nodes, attributes and names than any network that can be run: it is not an ONNX model, or is damaged",
        );
      }
      if (field.message === undefined) this.#at = stop;
      else this.message(field.message, stop);
    }
  }

  #packed(wire: number, stop: number): void {
    if (wire !== VARINT) {
      const size = wire === FIXED32 ? 4 : 8;
      if ((stop - this.#at) % size !== 0) {
        throw this.#flaw(
          `${
            stop - this.#at
          } bytes hold no whole number of ${size}-byte elements: ${AGAIN}`,
        );
      }
      this.#at = stop;
      return;
    }
    while (this.#at < stop) {
      this.#integer();
      this.#varint(stop);
    }
  }

  #integer(): void {
    if (++this.#integers > MAX_INTEGERS) {
      throw this.#flaw(
        `the file lists more than ${MAX_INTEGERS} integers one by one: store tensors as "raw_data"`,
      );
    }
  }

  #skip(wire: number, end: number): void {
    if (wire === VARINT) this.#varint(end);
    else if (wire === DELIMITED) this.#at = this.#length(end);
    else if (wire === FIXED32) this.#forward(4, end);
    else if (wire === FIXED64) this.#forward(8, end);
    else throw this.#wrongKind(wire);
  }

  /** Where the length-delimited field that starts here ends. */
  #length(end: number): number {
    const length = this.#varint(end);
    if (length > end - this.#at) {
      throw this.#flaw(
        `${length} bytes are announced and ${
          end - this.#at
        } are left: ${AGAIN}`,
      );
    }
    return this.#at + length;
  }

  #forward(size: number, end: number): void {
    if (size > end - this.#at) throw this.#cut();
    this.#at += size;
  }

  #tag(end: number): number {
    const start = this.#at;
    const tag = this.#varint(end);
    if (this.#at - start > 5 || tag > 0xffff_ffff || tag < 8) {
      throw this.#flaw(`no field begins here: ${AGAIN}`);
    }
    return tag;
  }

  /** The next variable-length integer; inexact above 2^53, which no length is. */
  #varint(end: number): number {
    let value = 0;
    let unit = 1;
    for (let i = 0; i < 10; i++, unit *= 128) {
      if (this.#at >= end) throw this.#cut();
      const byte = this.#bytes[this.#at++]!;
      value += (byte & 0x7f) * unit;
      if (byte < 0x80) return value;
    }
    throw this.#flaw(`an integer has more than 10 bytes: ${AGAIN}`);
  }

  #cut(): SyntaxError {
    return this.#flaw(`a field ends beyond its message: ${AGAIN}`);
  }

  #wrongKind(wire: number): SyntaxError {
    return this.#flaw(`a field has the wrong wire type ${wire}: ${AGAIN}`);
  }

  #flaw(problem: string): SyntaxError {
    // A path of a hundred names would bury the problem.
    const path = this.#path.length > 12
      ? [...this.#path.slice(0, 6), "…", ...this.#path.slice(-3)]
      : this.#path;
    const where = path.length === 0 ? "" : ` in ${path.join(".")}`;
    return this.#place.in(`byte ${this.#at}${where}`).flaw(problem);
  }
}

const AGAIN =
  "it is not an ONNX model, or is damaged or cut short; fetch or export it again";

const FIELDS = new WeakMap<DescMessage, ReadonlyMap<number, DescField>>();

function fieldsOf(schema: DescMessage): ReadonlyMap<number, DescField> {
  let fields = FIELDS.get(schema);
  if (fields === undefined) {
    fields = new Map(schema.fields.map((field) => [field.number, field]));
    FIELDS.set(schema, fields);
  }
  return fields;
}

/** The wire type of one element of a field. */
function wireOf(field: DescField): number {
  if (field.message !== undefined) return DELIMITED;
  switch (field.scalar) {
    case ScalarType.STRING:
    case ScalarType.BYTES:
      return DELIMITED;
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return FIXED32;
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return FIXED64;
    default:
      return VARINT;
  }
}
