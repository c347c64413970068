/** How a rater works. */
export interface Rater {
  /** The name that files use. */
  readonly id: string;
  /** How many times as wide as a lesion the rater draws. */
  readonly generosity: number;
  /** How far corners stray from where they are meant to be, as a share of the radius. */
  readonly jitter: number;
  /** The share of lesions that the rater outlines where there are several. */
  readonly attention: number;
  /** How readily many small lesions are outlined as one area. */
  readonly lumping: number;
  /** How many times as often as the others the rater discards a picture. */
  readonly discards: number;
}

/**
 * Eight raters. How often each discards follows the first release; how each draws
 * is made up, such that outlines agree about as well as Table 3b says.
 */
export const RATERS: readonly Rater[] = [
  {
    id: "derm1",
    generosity: 1.2,
    jitter: 0.05,
    attention: 0.9,
    lumping: 0.45,
    discards: 0.7,
  },
  {
    id: "derm2",
    generosity: 1.08,
    jitter: 0.04,
    attention: 0.92,
    lumping: 0.3,
    discards: 0.7,
  },
  {
    id: "derm3",
    generosity: 1.3,
    jitter: 0.08,
    attention: 0.8,
    lumping: 0.7,
    discards: 2,
  },
  {
    id: "derm4",
    generosity: 1.12,
    jitter: 0.05,
    attention: 0.85,
    lumping: 0.2,
    discards: 1.1,
  },
  {
    id: "derm5",
    generosity: 1.25,
    jitter: 0.09,
    attention: 0.75,
    lumping: 0.6,
    discards: 0.75,
  },
  {
    id: "derm6",
    generosity: 1.04,
    jitter: 0.03,
    attention: 0.95,
    lumping: 0.1,
    discards: 1.5,
  },
  {
    id: "derm7",
    generosity: 1.2,
    jitter: 0.07,
    attention: 0.8,
    lumping: 0.4,
    discards: 0.4,
  },
  {
    id: "derm8",
    generosity: 1.15,
    jitter: 0.06,
    attention: 0.88,
    lumping: 0.25,
    discards: 0.85,
  },
];
