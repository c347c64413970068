/** One number of an exhibit, or a text in its place. */
export interface Cell {
  /** `null` where there is none. */
  readonly value: number | null;
  /** The standard deviation over runs or over comparisons; absent where there is none. */
  readonly std?: number;
  /** How many decimals people see, from 0 to 20. */
  readonly decimals: number;
  /** What the paper prints there, such as `"0.25 ± 0.02"`. */
  readonly paper?: string;
  /** Shown instead of the number. */
  readonly text?: string;
}

/** A row of an exhibit. */
export interface ExhibitRow {
  /** Its name. */
  readonly label: string;
  /** By column, without the first. */
  readonly cells: readonly Cell[];
  /** The row stands out. */
  readonly strong?: true;
}

/** A table for people. */
export interface Exhibit {
  /** In kebab-case, unique in its file. */
  readonly id: string;
  /** A line without a final period. */
  readonly title: string;
  /** What the numbers are, in a sentence or a few; empty if the title says it. */
  readonly caption: string;
  /** Sentences below the table. */
  readonly notes: readonly string[];
  /** Headings; the first is that of the rows' names. */
  readonly columns: readonly string[];
  /** In order. */
  readonly rows: readonly ExhibitRow[];
}

/** Something that has to hold if a demonstration is to demonstrate anything. */
export interface Check {
  /** In kebab-case, unique in its file. */
  readonly id: string;
  /** What is demanded, with its threshold, in a sentence without a final period. */
  readonly statement: string;
  /** What was found; `null` if it is undefined, and then nothing holds. */
  readonly value: number | null;
  /** What was demanded. */
  readonly threshold: number;
  /** How the two have to compare. */
  readonly relation: ">=" | "<=";
  /** Whether they do. */
  readonly holds: boolean;
}

/** What a study shows beside its claims: `exhibits.json`. */
export interface Exhibits {
  /** In order. */
  readonly checks: readonly Check[];
  /** In order. */
  readonly exhibits: readonly Exhibit[];
  /** What a reader has to know before any number; `null` if nothing. */
  readonly caution: string | null;
}
