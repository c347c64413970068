/** What is minimised: a number for each set of parameters, and its slope there. */
export type Objective = (parameters: Float64Array) => ObjectiveValue;

/** An {@link Objective} at some parameters. */
export interface ObjectiveValue {
  /** The objective; NaN or infinite where it cannot be told. */
  readonly value: number;
  /** Its derivatives by each parameter. */
  readonly gradient: Float64Array;
}
