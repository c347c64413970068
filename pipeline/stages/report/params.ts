import type { GraphView } from "../../engine/graph_view.ts";

/** Everything in a report that does not come from the ledger or the findings. */
export interface ReportParams {
  /** The study's id, which is also its folder below `results`. */
  readonly study: string;
  /** The report's title. */
  readonly title: string;
  /**
   * Whether the numbers come from what the authors `released`, from data whose
   * pins the user has `replaced`, or from `generated` data, which say nothing
   * about any paper. All but the first are announced at the report's head and in
   * its verdict.
   */
  readonly data: "released" | "replaced" | "generated";
  /** What the report is: one sentence an item. */
  readonly is: readonly string[];
  /** What the report could be mistaken for: one sentence an item. */
  readonly isNot: readonly string[];
  /** The papers whose claims the ledger holds, in the order of the report. */
  readonly papers: readonly PaperLayout[];
  /** The study's stages. */
  readonly graph: GraphView;
  /** Shell commands that make this report from nothing, in order. */
  readonly commands: readonly string[];
  /** Where the data come from; empty for generated data. */
  readonly sources: readonly SourcePin[];
}

/** A paper: what its tables are called, and in which order they stand. */
export interface PaperLayout {
  /** The `source` of its claims, such as `"dataset-paper"`. */
  readonly source: string;
  /** The paper's title. */
  readonly title: string;
  /** Authors, venue and year, in one line. */
  readonly reference: string;
  /** In the paper's order. A table that is not listed follows at the end. */
  readonly tables: readonly TableLayout[];
  /** How the paper spells a row, column or statistic, where the data differ. */
  readonly labels: Labels;
}

/** A table, or the statements of a paper's text, as the paper has them. */
export interface TableLayout {
  /** The `table` of its claims, such as `"table3b"`. */
  readonly id: string;
  /** The paper's name for it, such as `"Table 3b"`. */
  readonly label: string;
  /** What it shows, in one sentence without a final period. */
  readonly caption: string;
  /** The paper's rows are the data's columns. */
  readonly transposed?: true;
  /** Headings that the paper prints above a row, by the row's name in the data. */
  readonly headings?: Readonly<Record<string, readonly string[]>>;
  /** Spellings of this table alone; they come before the paper's. */
  readonly labels?: Labels;
}

/** Spellings by name in the data. */
export type Labels = Readonly<Record<string, string>>;

/** A release of data, pinned. */
export interface SourcePin {
  /** Where the release is, such as `"github.com/ralucaj/dermx"`. */
  readonly release: string;
  /** The commit's id. */
  readonly commit: string;
  /** The paths that were read, with their git tree or blob ids. */
  readonly paths: readonly { readonly path: string; readonly id: string }[];
}
