import { grantsOfPackages } from "./packages.ts";
import type { Stage } from "./stage.ts";

/** What a stage's process is granted; paths are relative to its folder. */
export interface Grants {
  /** Files and folders that it may read. */
  readonly read: readonly string[];
  /** Folders that it may write to. */
  readonly write: readonly string[];
  /** Hosts that it may reach. */
  readonly net: readonly string[];
  /** Native libraries that it may load. */
  readonly ffi: readonly string[];
  /** Variables of the environment that it may ask for. */
  readonly env: readonly string[];
}

/** What a stage is granted, by its declaration and the hosts that its node names. */
export function grantsOf(stage: Stage, hosts: readonly string[]): Grants {
  const { ffi, env } = grantsOfPackages(stage);
  const packages = Object.keys(stage.packages ?? {});
  return {
    read: [
      "in",
      "out",
      "tmp",
      ...packages.map((name) => `node_modules/${name}`),
    ],
    write: ["out", "tmp"],
    net: hosts,
    ffi: ffi.map((path) => `node_modules/${path}`),
    env,
  };
}

/** The flags with which Deno gives a process these grants and no others. */
export function permissionFlags(grants: Grants): string[] {
  return Object.entries(grants).flatMap(([permission, values]) =>
    values.length === 0 ? [] : [`--allow-${permission}=${values.join(",")}`]
  );
}
