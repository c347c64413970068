/** Lines that are kept from the beginning and from the end. */
const KEPT = 500;

/** Of a line, this many UTF-16 units are kept. */
const LINE_LENGTH = 2000;

/** A stage's log: all of a short one, the beginning and the end of a long one. */
export class StageLog {
  readonly #head: string[] = [];
  #tail: string[] = [];
  #left = 0;
  readonly #onLine: (line: string) => void;

  /** Tells a function of the lines as they come, until they are too many to tell. */
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  /** Adds a line; what is too long is cut, what is no Unicode is replaced. */
  add(text: string): void {
    const line = text.length > LINE_LENGTH
      ? `${text.slice(0, LINE_LENGTH).toWellFormed()}…`
      : text.toWellFormed();
    if (this.#head.length < KEPT) {
      this.#head.push(line);
      this.#onLine(line);
      return;
    }
    if (this.#left === 0 && this.#tail.length < KEPT) this.#onLine(line);
    this.#tail.push(line);
    // Cut now and then, as removing the first of many lines costs the number of lines.
    if (this.#tail.length === 2 * KEPT) {
      this.#tail = this.#tail.slice(KEPT);
      this.#left += KEPT;
    }
  }

  /** What is kept, with a line that says how many are not. */
  get lines(): string[] {
    const surplus = Math.max(0, this.#tail.length - KEPT);
    const left = this.#left + surplus;
    return left === 0 ? [...this.#head, ...this.#tail] : [
      ...this.#head,
      `… ${left} lines left out …`,
      ...this.#tail.slice(surplus),
    ];
  }
}
