import { relative, resolve } from "node:path";
import { readIfThere } from "./files.ts";

/** What a stage's process was granted. */
export interface Grants {
  /** Folders that it may read, absolute. */
  readonly read: readonly string[];
  /** Folders that it may write to, absolute. */
  readonly write: readonly string[];
  /** Hosts that it may reach. */
  readonly net: readonly string[];
}

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
 * @param folder The process's working directory.
 * @returns Each access outside the grants once, such as `read "/etc/passwd"`.
 */
export async function deniedAccesses(
  log: string,
  grants: Grants,
  folder: string,
): Promise<string[]> {
  const text = await readIfThere(log) ?? "";
  const denied = text.split("\n").filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Access)
    .filter((access) => !isGranted(access, grants, folder))
    .map(({ permission, value }) =>
      value ? `${permission} ${JSON.stringify(value)}` : permission
    );
  return [...new Set(denied)];
}

function isGranted(
  { permission, value }: Access,
  grants: Grants,
  folder: string,
): boolean {
  const isBelow = (folders: readonly string[]): boolean =>
    folders.some((allowed) => {
      const path = relative(allowed, resolve(folder, value ?? ""));
      return path !== ".." && !path.startsWith("../");
    });
  switch (permission) {
    case "read":
      return isBelow(grants.read);
    case "write":
      return isBelow(grants.write);
    case "net":
      return grants.net.some((host) => value === host) ||
        grants.net.some((host) => value?.startsWith(`${host}:`) ?? false);
    default:
      return false;
  }
}
