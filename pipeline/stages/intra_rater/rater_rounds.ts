/** The names under which one rater evaluated, once in each round. */
export interface RaterRounds {
  /** In the first round. */
  readonly first: string;
  /** In the second round. */
  readonly second: string;
}
