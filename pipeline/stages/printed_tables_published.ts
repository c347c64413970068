import { PUBLISHED_BENCHMARK } from "./benchmark_published.ts";
import type { PrintedTable, PrintedTablesParams } from "./printed_tables.ts";

/** Tables 5 and 6 by the paper's own pairing of outputs, and by the right one. */
export const PUBLISHED_PRINTED_TABLES: PrintedTablesParams = {
  tables: [["published", ""], ["corrected", "_corrected"]].flatMap((
    [reading = "", suffix = ""],
  ) =>
    PUBLISHED_BENCHMARK.architectures.flatMap(({ id, paper }) =>
      paper === undefined ? [] : (["diagnosis", "explanation"] as const).map((
        from,
      ): PrintedTable => ({
        port: `${paper[from]}${suffix}`,
        from,
        reading,
        subject: id,
      }))
    )
  ),
};
