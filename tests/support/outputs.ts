import type { Stage } from "../../pipeline/engine/stage.ts";

/** A stage's output files by port, as {@link stageIO} takes them. */
export function outputsOf(stage: Stage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stage.outputs).map(([port, { file }]) => [port, file]),
  );
}
