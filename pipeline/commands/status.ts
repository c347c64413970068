import { blobsOf } from "../engine/action_result.ts";
import { type NodeStatus, studyStatus } from "../engine/study_status.ts";
import { describeDifference } from "./describe_difference.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { formatBytes, formatSeconds } from "./format.ts";
import { parseOptions } from "./options.ts";
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
last run) or "depends" on what others yield.

${WORKBENCH_HELP}
`;

/** How much of a differing value a line shows, in characters; `why` shows all. */
const LONGEST_VALUE = 60;

/** Says of every stage whether a run would execute it, and why. */
export async function status(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, WORKBENCH_OPTIONS);
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
    print(parsed.flag("json") ? asJson(all) : asText(all));
    return EXIT.done;
  } finally {
    await bench.store.close();
  }
}

function asText(all: Record<string, readonly NodeStatus[]>): string {
  return Object.entries(all).map(([study, statuses]) => {
    const width = Math.max(...statuses.map(({ node }) => node.length));
    const lines = statuses.map((x) =>
      `  ${x.node.padEnd(width)}  ${x.state.padEnd(13)}  ${detail(x)}`.trimEnd()
    );
    return `${study}\n${lines.join("\n")}\n`;
  }).join("\n");
}

function detail(status: NodeStatus): string {
  switch (status.state) {
    case "cached":
      return made(status.actions);
    case "would restore":
      return `${status.files.length} of its files are not in the results folder, such as ${
        status.files[0]
      }`;
    case "would run": {
      const [first] = status.differences;
      const shards = status.planned.length > 1
        ? `${status.missing} of ${status.planned.length} shards; `
        : "";
      return `${shards}${
        first === undefined
          ? "never ran"
          : describeDifference(first, { longest: LONGEST_VALUE })
      }`;
    }
    case "depends":
      return `on ${status.on.join(", ")}`;
  }
}

function made(
  actions: (NodeStatus & { state: "cached" })["actions"],
): string {
  const bytes = actions.flatMap(({ result }) => blobsOf(result.outputs))
    .reduce((sum, { size }) => sum + size, 0);
  const seconds = actions.reduce((sum, x) => sum + x.result.made.seconds, 0);
  return `${formatBytes(bytes)}, made in ${formatSeconds(seconds)}`;
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
            const { planned, ...rest } = status;
            return { ...rest, keys: planned.map((x) => x.key) };
          }
          case "depends":
            return status;
        }
      }),
    ]),
  );
  return `${JSON.stringify(plain, null, 2)}\n`;
}
