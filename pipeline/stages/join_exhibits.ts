import type { Stage } from "../engine/stage.ts";

/**
 * Puts what several stages show people into one file, in the order of the ports.
 *
 * Output: `exhibits`.
 *
 * @param ports One a stage, each an `Exhibits`.
 */
export function joinExhibitsStage(ports: readonly string[]): Stage {
  return {
    id: "join_exhibits",
    revision: 1,
    entry: new URL("./join_exhibits_run.ts", import.meta.url),
    inputs: Object.fromEntries(ports.map((port) => [port, {}])),
    outputs: { exhibits: { file: "exhibits.json" } },
    resources: { cpu: 1, memoryMiB: 128 },
  };
}

/** What is joined. */
export interface JoinExhibitsParams {
  /** The stage's ports in the order in which their tables are shown. */
  readonly order: readonly string[];
}
