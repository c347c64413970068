import { quoted } from "../../onnx/quoted.ts";
import { faultOfGlobal, ORDERED_DICT, REBUILD_TENSOR } from "./globals.ts";
import { PickleReader } from "./pickle_reader.ts";
import { storageOf, tensorOf } from "./rebuild.ts";
import { isKind, type PickleValue } from "./value.ts";

/** A mark on the stack. */
const MARK = Symbol("mark");

type OnStack = PickleValue | typeof MARK;

/**
 * Reads the pickle of a state dict (protocol 2, as `torch.save` writes it). Exactly
 * the opcodes and names that a state dict needs are known; nothing is imported, called
 * or executed. Nothing recurses, and each opcode costs what its bytes and operands are.
 *
 * @param bytes The whole pickle.
 * @param file What messages call the file that it is in.
 * @throws {SyntaxError} If anything else is in it, with the byte at which it is.
 */
export function unpickle(bytes: Uint8Array, file: string): PickleValue {
  return new Unpickler(new PickleReader(bytes, file)).run();
}

class Unpickler {
  readonly #reader: PickleReader;
  readonly #refuse = (what: string): SyntaxError => this.#reader.refusal(what);
  readonly #stack: OnStack[] = [];
  readonly #memo = new Map<number, PickleValue>();
  #hasState = false;

  constructor(reader: PickleReader) {
    this.#reader = reader;
  }

  run(): PickleValue {
    if (this.#reader.opcode() !== 0x80 /* PROTO */) {
      throw this.#refuse("does not start with its protocol: it is no pickle");
    }
    const protocol = this.#reader.uint8();
    if (protocol !== 2) {
      throw this.#refuse(
        `is of protocol ${protocol}: save it again with protocol 2, PyTorch's default`,
      );
    }
    for (;;) {
      const opcode = this.#reader.opcode();
      if (opcode === 0x2e /* STOP */) break;
      this.#execute(opcode);
    }
    const result = this.#pop();
    if (this.#stack.length > 0) throw this.#refuse("leaves values unused");
    if (!this.#reader.isAtEnd) throw this.#refuse("goes on after its end");
    return result;
  }

  /** Opcodes by Python's `pickletools`. */
  #execute(opcode: number): void {
    const reader = this.#reader;
    switch (opcode) {
      case 0x28: // MARK
        this.#stack.push(MARK);
        return;
      case 0x4e: // NONE
        return this.#push(null);
      case 0x88: // NEWTRUE
        return this.#push(true);
      case 0x89: // NEWFALSE
        return this.#push(false);
      case 0x4b: // BININT1
        return this.#push(reader.uint8());
      case 0x4d: // BININT2
        return this.#push(reader.uint16());
      case 0x4a: // BININT
        return this.#push(reader.int32());
      case 0x8a: // LONG1
        return this.#push(reader.long());
      case 0x58: // BINUNICODE
        return this.#push(reader.text());
      case 0x29: // EMPTY_TUPLE
        return this.#push({ kind: "tuple", items: [] });
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        return this.#push({
          kind: "tuple",
          items: this.#popMany(opcode - 0x84),
        });
      case 0x74: // TUPLE
        return this.#push({ kind: "tuple", items: this.#popToMark() });
      case 0x7d: // EMPTY_DICT
        return this.#push({ kind: "dict", entries: new Map() });
      case 0x73: // SETITEM
        return this.#setItems(this.#popMany(2));
      case 0x75: // SETITEMS
        return this.#setItems(this.#popToMark());
      case 0x71: // BINPUT
        return this.#put(reader.uint8());
      case 0x72: // LONG_BINPUT
        return this.#put(reader.uint32());
      case 0x68: // BINGET
        return this.#get(reader.uint8());
      case 0x6a: // LONG_BINGET
        return this.#get(reader.uint32());
      case 0x63: // GLOBAL
        return this.#global();
      case 0x51: // BINPERSID
        return this.#push(storageOf(this.#pop(), this.#refuse));
      case 0x52: // REDUCE
        return this.#reduce();
      case 0x62: // BUILD
        return this.#build();
      default:
        throw this.#refuse(
          `has the opcode 0x${
            opcode.toString(16).padStart(2, "0")
          }, which no state dict needs: save the state_dict() alone`,
        );
    }
  }

  #global(): void {
    const name = `${this.#reader.line()}.${this.#reader.line()}`;
    const fault = faultOfGlobal(name);
    if (fault !== undefined) throw this.#refuse(fault);
    this.#push({ kind: "global", name });
  }

  /** The two calls that a state dict needs; neither is made, both are understood. */
  #reduce(): void {
    const [callee, args] = this.#popMany(2);
    if (!isKind(callee, "global") || !isKind(args, "tuple")) {
      throw this.#refuse("calls what is no function");
    }
    switch (callee.name) {
      case ORDERED_DICT:
        if (args.items.length > 0) {
          throw this.#refuse(`calls "${ORDERED_DICT}" with arguments`);
        }
        return this.#push({ kind: "dict", entries: new Map() });
      case REBUILD_TENSOR:
        return this.#push(tensorOf(args, this.#refuse));
      default:
        throw this.#refuse(`calls "${callee.name}", which is no function`);
    }
  }

  /** The state dict may have versions of its modules with it, which are of no use here. */
  #build(): void {
    const state = this.#pop();
    // Once, because looking at the same state again and again would take for ever.
    if (this.#hasState || !isKind(this.#top(), "dict") || !isMetadata(state)) {
      throw this.#refuse(
        'sets another state than the "_metadata" of a state dict',
      );
    }
    this.#hasState = true;
  }

  #setItems(items: readonly PickleValue[]): void {
    const dict = this.#top();
    if (!isKind(dict, "dict")) {
      throw this.#refuse("adds items to something else than a dict");
    }
    for (let i = 0; i < items.length; i += 2) {
      const [key, value] = [items[i], items[i + 1]];
      if (value === undefined) throw this.#refuse("has a key without a value");
      if (typeof key !== "string") {
        throw this.#refuse("has a key that is no text");
      }
      if (dict.entries.has(key)) {
        throw this.#refuse(`has the key ${quoted(key)} twice`);
      }
      dict.entries.set(key, value);
    }
  }

  #put(index: number): void {
    this.#memo.set(index, this.#top());
  }

  #get(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) {
      throw this.#refuse(`uses the memo ${index} before it is set`);
    }
    this.#push(value);
  }

  #push(value: PickleValue): void {
    this.#stack.push(value);
  }

  #top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined || value === MARK) {
      throw this.#refuse("needs a value where there is none");
    }
    return value;
  }

  #pop(): PickleValue {
    const value = this.#top();
    this.#stack.pop();
    return value;
  }

  #popMany(count: number): PickleValue[] {
    return Array.from({ length: count }, () => this.#pop()).reverse();
  }

  #popToMark(): PickleValue[] {
    const values: PickleValue[] = [];
    for (;;) {
      const value = this.#stack.pop();
      if (value === MARK) return values.reverse();
      if (value === undefined) {
        throw this.#refuse("goes back to a mark where there is none");
      }
      values.push(value);
    }
  }
}

/** Whether it is {"_metadata": {module: {"version": number, …}, …}}. */
function isMetadata(state: PickleValue): boolean {
  return isKind(state, "dict") && state.entries.size === 1 &&
    isDictOf(
      state.entries.get("_metadata"),
      (module) => isDictOf(module, isPlain),
    );
}

/** Looks at each value once, however often it is there. */
function isDictOf(
  value: PickleValue | undefined,
  isItem: (item: PickleValue) => boolean,
): boolean {
  return isKind(value, "dict") &&
    [...new Set(value.entries.values())].every(isItem);
}

function isPlain(value: PickleValue): boolean {
  return value === null || typeof value !== "object";
}
