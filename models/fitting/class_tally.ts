import { argmax } from "./argmax.ts";

/** The classes of a table's rows, of one or more outputs. */
export interface Targets {
  /** Row after row, `outputs` classes each. */
  readonly labels: ArrayLike<number>;
  /** How many classes a row has. */
  readonly outputs: number;
  /** All classes are below this. */
  readonly classes: number;
}

/** How many of some rows are of each class, output by output. */
export class ClassTally {
  readonly #targets: Targets;
  readonly #counts: Float64Array;
  #rows = 0;

  /** Starts with no rows, or with those given. */
  constructor(targets: Targets, rows: Iterable<number> = []) {
    this.#targets = targets;
    this.#counts = new Float64Array(targets.outputs * targets.classes);
    for (const row of rows) this.add(row);
  }

  /** How many rows are counted. */
  get rows(): number {
    return this.#rows;
  }

  /** Counts a row. */
  add(row: number): void {
    this.#change(row, 1);
  }

  /** Counts a row that was counted no longer. */
  remove(row: number): void {
    this.#change(row, -1);
  }

  /**
   * Gini's impurity, 1 − Σ (share of a class)², averaged over the outputs; in [0, 1),
   * and exactly 0 where all rows are alike. There must be rows.
   */
  gini(): number {
    const { outputs } = this.#targets;
    let sum = 0;
    for (let output = 0; output < outputs; output++) {
      let squares = 0;
      for (const count of this.#of(output)) squares += count * count;
      sum += 1 - squares / (this.#rows * this.#rows);
    }
    return sum / outputs;
  }

  /** The most frequent class of each output by itself, of equals the lowest. */
  majority(): Uint8Array<ArrayBuffer> {
    const { outputs } = this.#targets;
    return new Uint8Array(outputs).map((_, output) => argmax(this.#of(output)));
  }

  #of(output: number): Float64Array {
    const { classes } = this.#targets;
    return this.#counts.subarray(output * classes, (output + 1) * classes);
  }

  #change(row: number, by: number): void {
    const { labels, outputs, classes } = this.#targets;
    for (let output = 0; output < outputs; output++) {
      this.#counts[output * classes + labels[row * outputs + output]!]! += by;
    }
    this.#rows += by;
  }
}

/** The targets of examples that were checked. */
export function targetsOf(
  labels: ArrayLike<number>,
  outputs: number,
): Targets {
  let last = 0;
  for (let i = 0; i < labels.length; i++) last = Math.max(last, labels[i]!);
  return { labels, outputs, classes: last + 1 };
}
