import { cellId } from "../../../data/ledger/cell.ts";
import type { Claim } from "../../../data/ledger/claim.ts";
import { claimStatus } from "../../../data/ledger/claim_status.ts";
import { decimalsOf } from "../../../data/ledger/printed_number.ts";
import type { PublishedNumber } from "../../../data/ledger/published.ts";
import type { TableCell } from "../../../data/ledger/table.ts";
import type { BlockedClaims, ComparedTable } from "../compare.ts";

/** A printed number and the paper that prints it. */
export interface SourcedNumber extends PublishedNumber {
  /** The paper, such as `"dataset-paper"`. */
  readonly source: string;
}

/** A table that came in. */
export interface SuppliedTable extends ComparedTable {
  /** Its values. */
  readonly cells: readonly TableCell[];
}

/** What {@link settleClaims} knows of the printed numbers. */
export interface Settlement {
  /** What was computed. */
  readonly tables: readonly SuppliedTable[];
  /** What may be missing, in order of precedence. */
  readonly blocked: readonly BlockedClaims[];
}

/**
 * One claim for each printed number, in their order.
 *
 * A computed value counts before any block, and a table gives way to the one that
 * it names. Cells that no paper prints are
 * left aside.
 *
 * @throws {RangeError} If a number is printed twice, is computed twice, is
 * neither computed nor blocked, or if a block matches no printed number.
 */
export function settleClaims(
  numbers: readonly SourcedNumber[],
  { tables, blocked }: Settlement,
): Claim[] {
  assertDistinct(numbers.map(cellId));
  for (const block of blocked) assertMatches(block, numbers);
  const supplied = new Set(tables.map(({ port }) => port));
  const holding = blocked.filter(({ without }) =>
    without === undefined || !supplied.has(without)
  );
  const computed = computedValues(
    tables.filter(({ unless }) =>
      unless === undefined || !supplied.has(unless)
    ),
  );
  return numbers.map((number) => {
    const id = cellId(number);
    const found = computed.get(id);
    if (found !== undefined) return computedClaim(number, found);
    const block = holding.find((candidate) => matches(candidate, number));
    if (block !== undefined) return blockedClaim(number, block);
    throw new RangeError(
      `Cannot settle claim "${id}": no supplied table computes it and no block names it: compute it, or say in the study what is missing`,
    );
  });
}

interface ComputedValue {
  readonly value: number;
  readonly from: SuppliedTable;
}

function computedValues(
  tables: readonly SuppliedTable[],
): Map<string, ComputedValue> {
  const values = new Map<string, ComputedValue>();
  for (const from of tables) {
    for (const cell of from.cells) {
      const id = cellId({ ...cell, table: from.table });
      const earlier = values.get(id);
      if (earlier !== undefined) {
        throw new RangeError(
          `Cannot compute "${id}" twice, in "${earlier.from.artifact}" and in "${from.artifact}": leave it out of one`,
        );
      }
      values.set(id, { value: cell.value, from });
    }
  }
  return values;
}

function computedClaim(
  number: SourcedNumber,
  { value, from: { route, artifact } }: ComputedValue,
): Claim {
  return {
    ...printedPart(number),
    computed: value,
    status: claimStatus(value, number),
    route,
    artifact,
  };
}

function blockedClaim(
  number: SourcedNumber,
  { id, missing, supply }: BlockedClaims,
): Claim {
  return {
    ...printedPart(number),
    computed: null,
    status: "blocked",
    route: null,
    artifact: null,
    blocked_by: { id, missing, supply },
  };
}

function printedPart(
  number: SourcedNumber,
): Omit<Claim, "computed" | "status" | "route" | "artifact"> {
  const { source, table, row, column, statistic, printed, tolerance } = number;
  return {
    id: cellId(number),
    source,
    table,
    row,
    column,
    statistic,
    printed: Number(printed),
    decimals: decimalsOf(printed),
    ...(tolerance !== undefined && { tolerance }),
  };
}

function assertDistinct(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) {
      throw new RangeError(
        `Cannot list claim "${id}" twice: remove one of its lines from the printed numbers`,
      );
    }
    seen.add(id);
  }
}

function assertMatches(
  block: BlockedClaims,
  numbers: readonly PublishedNumber[],
): void {
  if (numbers.some((number) => matches(block, number))) return;
  const { id, table, row, column, statistic } = block;
  const place = JSON.stringify({ table, row, column, statistic });
  throw new RangeError(
    `Cannot block ${place} by "${id}": no printed number is there: correct the names in the study`,
  );
}

function matches(block: BlockedClaims, number: PublishedNumber): boolean {
  return block.table === number.table &&
    (block.row ?? number.row) === number.row &&
    (block.column ?? number.column) === number.column &&
    (block.statistic ?? number.statistic) === number.statistic;
}
