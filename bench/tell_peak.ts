/**
 * Preloaded before a program, tells its peak resident memory in KiB on standard
 * error when it ends. The kernel's count starts with what the starting process
 * held, so it is an upper bound.
 */
import process from "node:process";

addEventListener("unload", () => {
  const line = `peak ${process.resourceUsage().maxRSS} KiB\n`;
  Deno.stderr.writeSync(new TextEncoder().encode(line));
});
