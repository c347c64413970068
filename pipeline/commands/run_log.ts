import { join } from "node:path";
import { writeAll } from "../../data/write_all.ts";
import { jsonLogger } from "./json_logger.ts";
import type { Logger } from "./logger.ts";

/** Keeps a run's events in the store, one a line, whatever else is shown. */
export function runLog(store: string, run: string): Logger {
  const folder = join(store, "runs");
  Deno.mkdirSync(folder, { recursive: true });
  const file = Deno.openSync(join(folder, `${run}.jsonl`), {
    append: true,
    create: true,
  });
  const logger = jsonLogger((line) =>
    writeAll(file, new TextEncoder().encode(line))
  );
  return { log: logger.log, close: () => file.close() };
}
