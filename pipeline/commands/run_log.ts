import { join } from "node:path";
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
  const logger = jsonLogger((line) => {
    let rest = new TextEncoder().encode(line);
    while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
  });
  return { log: logger.log, close: () => file.close() };
}
