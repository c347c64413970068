import { alikeNodes } from "../engine/alike_nodes.ts";
import { type NodeStatus, studyStatus } from "../engine/study_status.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { parseOptions } from "./options.ts";
import { statusText } from "./status_text.ts";
import { print } from "./terminal.ts";
import {
  openWorkbench,
  WORKBENCH_HELP,
  WORKBENCH_OPTIONS,
} from "./workbench.ts";

/** Help of {@link status}. */
export const HELP = `\
Says what a run would do now, and runs nothing.

  deno task status                 every study
  deno task status dermx-v1        one of them

A stage is "cached" (its results are in the store and in the results folder), "would
restore" (in the store only), "would run" (with the first field that differs from its
last run), "depends" on what others yield, or "unavailable" (something was not supplied).

  --all            every node by itself; else those that are alike are one line
${WORKBENCH_HELP}
`;

/** Says of every stage whether a run would execute it, and why. */
export async function status(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    ...WORKBENCH_OPTIONS,
    all: { type: "boolean" },
  });
  const bench = await openWorkbench(parsed, parsed.positionals);
  try {
    const all: Record<string, readonly NodeStatus[]> = {};
    for (const study of bench.studies) {
      all[study.id] = await studyStatus(study, {
        store: bench.store,
        code: bench.code,
        folder: bench.folderOf(study),
      });
    }
    const texts = bench.studies.map(({ id, nodes }) => {
      const groups = parsed.flag("all")
        ? nodes.map((node) => ({ id: node.id, stage: "", nodes: [node] }))
        : alikeNodes(nodes);
      return `${id}\n${statusText(all[id]!, groups)}`;
    });
    print(parsed.flag("json") ? asJson(all) : texts.join("\n"));
    return EXIT.done;
  } finally {
    await bench.store.close();
  }
}

function asJson(all: Record<string, readonly NodeStatus[]>): string {
  const plain = Object.fromEntries(
    Object.entries(all).map(([study, statuses]) => [
      study,
      statuses.map((status) => {
        switch (status.state) {
          case "cached":
          case "would restore": {
            const { actions, ...rest } = status;
            return { ...rest, keys: actions.map((x) => x.planned.key) };
          }
          case "would run": {
            const { planned, first: _, ...rest } = status;
            return { ...rest, keys: planned.map((x) => x.key) };
          }
          case "depends":
          case "unavailable":
            return status;
        }
      }),
    ]),
  );
  return `${JSON.stringify(plain, null, 2)}\n`;
}
