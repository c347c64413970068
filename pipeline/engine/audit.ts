import { relative, resolve } from "node:path";
import { isNotFound } from "./files.ts";
import type { Grants } from "./grants.ts";
import { readLines } from "./read_lines.ts";

/** One line of the runtime's permission audit log. */
interface Access {
  readonly permission: string;
  readonly value?: string | null;
}

/**
 * Compares what a process asked for with what it was granted. A library may
 * swallow a denial and go on with something else, so the exit code alone does not
 * tell that a stage stayed inside its sandbox.
 *
 * @param log The audit log: JSON Lines, one an access, denied ones too.
 * @param grants What was granted.
 * @param folder The process's working directory, to which the grants' paths and its
 * own are relative.
 * @returns Each access outside the grants once, such as `read "/etc/passwd"`.
 */
export async function deniedAccesses(
  log: string,
  grants: Grants,
  folder: string,
): Promise<string[]> {
  const denied = new Set<string>();
  for await (const access of accesses(log)) {
    if (isGranted(access, grants, folder)) continue;
    const { permission, value } = access;
    denied.add(value ? `${permission} ${JSON.stringify(value)}` : permission);
  }
  return [...denied];
}

async function* accesses(log: string): AsyncGenerator<Access> {
  let file: Deno.FsFile;
  try {
    file = await Deno.open(log);
  } catch (error) {
    if (isNotFound(error)) return;
    throw error;
  }
  for await (const line of readLines(file.readable)) {
    try {
      yield JSON.parse(line) as Access;
    } catch (error) {
      // A process that is killed may leave a part of a line.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
}

function isGranted(
  { permission, value }: Access,
  grants: Grants,
  folder: string,
): boolean {
  const isBelow = (folders: readonly string[]): boolean =>
    folders.some((allowed) => {
      const path = relative(
        resolve(folder, allowed),
        resolve(folder, value ?? ""),
      );
      return path !== ".." && !path.startsWith("../");
    });
  switch (permission) {
    case "read":
      return isBelow(grants.read);
    case "write":
      return isBelow(grants.write);
    case "net":
      return grants.net.some((host) => {
        const address = addressOf(value ?? "");
        return address === host || address.startsWith(`${host}:`);
      });
    case "ffi":
      return isBelow(grants.ffi);
    case "env":
      return grants.env.includes(value ?? "");
    default:
      return false;
  }
}

/** Host and port of what the log names: a URL for `fetch`, else an address. */
function addressOf(value: string): string {
  if (!value.includes("://")) return value;
  const url = URL.parse(value);
  if (url === null) return value;
  const { hostname, port, protocol } = url;
  return `${hostname}:${port || (protocol === "http:" ? "80" : "443")}`;
}
