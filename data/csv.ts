import { CsvError, parse } from "csv-parse/sync";
import { writeAll } from "./write_all.ts";

/** A table is written in parts of about so many UTF-16 units. */
const PART_LENGTH = 1 << 16;

/** How {@link parseCsv} and {@link readCsv} read. */
export interface CsvOptions {
  /** What stands between two fields; a comma unless said. */
  readonly separator?: "," | ";";
}

/** A table as text, and the name that errors give it. */
export interface CsvSource {
  /** The file's name, for messages. */
  readonly name: string;
  /** The table itself. */
  readonly text: string;
}

/**
 * A file's bytes as a table to be read.
 *
 * @throws {SyntaxError} If they are not text in UTF-8.
 */
export function csvSource(name: string, bytes: Uint8Array): CsvSource {
  try {
    return {
      name,
      text: new TextDecoder("utf-8", { fatal: true }).decode(bytes),
    };
  } catch (error) {
    throw new SyntaxError(
      `Cannot read "${name}": it is not UTF-8 text: save it in that encoding`,
      { cause: error },
    );
  }
}

/** A row of a table by column, each field as spelled in the file. */
export type CsvRow<Column extends string> = Readonly<Record<Column, string>>;

/**
 * Reads a table whose header must be exactly the given columns, in order.
 *
 * LF and CRLF both end a line, quoting is RFC 4180, and a byte order mark is
 * skipped. Fields are not trimmed.
 *
 * @throws {SyntaxError} If the text is not a table: broken quoting, or a row
 * with more or fewer fields than the header.
 * @throws {TypeError} If the header names other columns.
 */
export function parseCsv<Column extends string>(
  source: CsvSource,
  options: CsvOptions & { readonly columns: readonly Column[] },
): CsvRow<Column>[] {
  const { columns, separator = "," } = options;
  const records = parseRecords(source, separator);
  const header = records.shift() ?? [];
  if (
    header.length !== columns.length ||
    header.some((field, i) => field !== columns[i])
  ) {
    throw new TypeError(
      `Cannot read "${source.name}": its header is ${
        JSON.stringify(header.join(separator).slice(0, 200))
      } and ${JSON.stringify(columns.join(separator))} is expected: ` +
        "rename or reorder its columns, or check that it is the right file",
    );
  }
  return records.map((fields) =>
    Object.fromEntries(
      columns.map((column, i) => [column, fields[i]]),
    ) as CsvRow<Column>
  );
}

/**
 * Reads a file as {@link parseCsv} does.
 *
 * @throws {SyntaxError} If the file is not a table in UTF-8.
 * @throws {TypeError} If the header names other columns.
 */
export async function readCsv<Column extends string>(
  path: string,
  options: CsvOptions & { readonly columns: readonly Column[] },
): Promise<CsvRow<Column>[]> {
  return parseCsv(csvSource(path, await Deno.readFile(path)), options);
}

/**
 * Writes a table: comma, LF, RFC 4180 quoting, a header line.
 *
 * Numbers are written with the fewest digits that read back as the same number.
 *
 * @throws {RangeError} If a number is not finite.
 */
export async function writeCsv<Column extends string>(
  path: string,
  table: {
    readonly columns: readonly Column[];
    readonly rows: Iterable<Readonly<Record<Column, string | number>>>;
  },
): Promise<void> {
  const { columns, rows } = table;
  using file = await Deno.open(path, {
    write: true,
    create: true,
    truncate: true,
  });
  // A part at a time: some tables have a row for every two raters and outline.
  let text = columns.map(quote).join(",") + "\n";
  for (const row of rows) {
    text += columns.map((column) => field(row[column], column)).join(",") +
      "\n";
    if (text.length < PART_LENGTH) continue;
    writeAll(file, new TextEncoder().encode(text));
    text = "";
  }
  writeAll(file, new TextEncoder().encode(text));
}

function parseRecords(source: CsvSource, separator: string): string[][] {
  try {
    return parse(source.text, {
      bom: true,
      delimiter: separator,
      record_delimiter: ["\r\n", "\n"],
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SyntaxError(
      `Cannot read "${source.name}" as a table: ${error.message}: correct that line or supply the file anew`,
      { cause: error },
    );
  }
}

function field(value: string | number, column: string): string {
  if (typeof value === "string") return quote(value);
  if (!Number.isFinite(value)) {
    throw new RangeError(
      `Cannot write ${value} in column "${column}": leave undefined values out of the table`,
    );
  }
  return String(value);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
