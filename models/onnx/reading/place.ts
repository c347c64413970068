/** Where in a file reading stands, so that every error says so. */
export class Place {
  readonly #file: string;
  readonly #path: string;

  /**
   * Stands at the start of a file.
   *
   * @param file What errors call the file.
   * @param path The way to a part of it.
   */
  constructor(file: string, path = "") {
    this.#file = file;
    this.#path = path;
  }

  /** A place within this one, such as `node 3 "conv1" (Conv)`. */
  in(part: string): Place {
    return new Place(
      this.#file,
      this.#path === "" ? part : `${this.#path}, ${part}`,
    );
  }

  /** The error for content that breaks the format's rules. */
  flaw(problem: string): SyntaxError {
    return new SyntaxError(this.#message(problem));
  }

  /** The error for content that follows the rules and is not supported. */
  unsupported(problem: string): TypeError {
    return new TypeError(this.#message(problem));
  }

  #message(problem: string): string {
    const path = this.#path === "" ? "" : ` ${this.#path}:`;
    return `Cannot read "${this.#file}":${path} ${problem}`;
  }
}
