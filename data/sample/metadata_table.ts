import {
  METADATA_COLUMNS,
  type MetadataRow,
} from "../dermx/metadata_schema.ts";

/** `metadata.csv` as the releases have it: semicolons between fields, CRLF after lines. */
export function metadataTable(rows: readonly MetadataRow[]): string {
  const lines = [
    METADATA_COLUMNS.join(";"),
    ...rows.map((row) =>
      METADATA_COLUMNS.map((column) => row[column]).join(";")
    ),
  ];
  return lines.map((line) => `${line}\r\n`).join("");
}
