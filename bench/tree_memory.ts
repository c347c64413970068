/**
 * The resident memory of a process and of all that it has started, in megabytes
 * (10⁶ bytes); 0 if it has ended. Linux only.
 */
export function treeMemory(pid: number): number {
  let total = 0;
  const waiting = [pid];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const status = read(`/proc/${next}/status`);
    total += Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024 / 1e6;
    const children = read(`/proc/${next}/task/${next}/children`);
    waiting.push(...children.split(" ").filter(Boolean).map(Number));
  }
  return total;
}

/** A file's text; empty if its process has just ended. */
function read(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}
