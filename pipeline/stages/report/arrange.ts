import type { Claim } from "../../../data/ledger/claim.ts";
import { anchor } from "./anchor.ts";
import type { Labels, PaperLayout, TableLayout } from "./params.ts";

/** A row of a {@link TableView}. */
export interface RowView {
  /** Headings that stand above the row. */
  readonly headings: readonly string[];
  /** The row's name as the paper spells it. */
  readonly label: string;
  /** The claims of each column's cell: a mean and its deviation share one. */
  readonly cells: readonly (readonly Claim[])[];
}

/** A table in the paper's layout. */
export interface TableView {
  /** The `id` of its section in the page. */
  readonly anchor: string;
  /** The paper's name for it. */
  readonly label: string;
  /** What it shows. */
  readonly caption: string;
  /** The columns' names; empty for statements, which have one unnamed cell a row. */
  readonly columns: readonly string[];
  /** The rows, in the paper's order. */
  readonly rows: readonly RowView[];
  /** All claims of the table. */
  readonly claims: readonly Claim[];
  /** The paper's word for a row, column or statistic. */
  readonly labelOf: (name: string) => string;
}

/** A paper with its tables. */
export interface PaperView {
  /** What the study says of it. */
  readonly layout: PaperLayout;
  /** Those that have claims. */
  readonly tables: readonly TableView[];
}

/**
 * Arranges claims as the papers have them.
 *
 * A layout names and orders, it never hides: claims of a table or a paper that
 * no layout mentions follow at the end, under their names in the data. Rows and
 * columns stand in the order in which the ledger first has them.
 *
 * @param claims The ledger.
 * @param layouts The papers.
 * @returns The papers that have claims, with each claim in exactly one cell.
 */
export function arrange(
  claims: readonly Claim[],
  layouts: readonly PaperLayout[],
): PaperView[] {
  const bySource = Map.groupBy(claims, ({ source }) => source);
  const known = new Map(layouts.map((layout) => [layout.source, layout]));
  const order = new Set([...known.keys(), ...bySource.keys()]);
  return [...order].flatMap((source) => {
    const own = bySource.get(source);
    if (own === undefined) return [];
    const layout = known.get(source) ??
      { source, title: source, reference: "", tables: [], labels: {} };
    return [{ layout, tables: arrangeTables(own, layout) }];
  });
}

function arrangeTables(
  claims: readonly Claim[],
  paper: PaperLayout,
): TableView[] {
  const byTable = Map.groupBy(claims, ({ table }) => table);
  const known = new Map(paper.tables.map((layout) => [layout.id, layout]));
  const order = new Set([...known.keys(), ...byTable.keys()]);
  return [...order].flatMap((id) => {
    const own = byTable.get(id);
    if (own === undefined) return [];
    const layout = known.get(id) ?? { id, label: id, caption: "" };
    return [arrangeTable(own, { layout, paper })];
  });
}

function arrangeTable(
  claims: readonly Claim[],
  { layout, paper }: { layout: TableLayout; paper: PaperLayout },
): TableView {
  const { transposed, headings = {} } = layout;
  const rowOf = (claim: Claim): string => transposed ? claim.column : claim.row;
  const columnOf = (claim: Claim): string =>
    transposed ? claim.row : claim.column;
  const labelOf = (name: string): string =>
    spelling(layout.labels, name) ?? spelling(paper.labels, name) ?? name;
  const columns = [...new Set(claims.map(columnOf))];
  const rows = [...Map.groupBy(claims, rowOf)].map(([name, own]) => {
    const cells = Map.groupBy(own, columnOf);
    return {
      headings: Object.hasOwn(headings, name) ? headings[name]! : [],
      label: labelOf(name),
      cells: columns.map((column) => cells.get(column) ?? []),
    };
  });
  const isList = columns.length === 1 && columns[0] === "";
  return {
    anchor: anchor("table", `${paper.source}-${layout.id}`),
    label: layout.label,
    caption: layout.caption,
    columns: isList ? [] : columns.map(labelOf),
    rows,
    claims,
    labelOf,
  };
}

/** A name in the data may be that of a member of every object, such as "constructor". */
function spelling(
  labels: Labels | undefined,
  name: string,
): string | undefined {
  return labels !== undefined && Object.hasOwn(labels, name)
    ? labels[name]
    : undefined;
}
