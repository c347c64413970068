import { History } from "../engine/history.ts";
import { nodesNamed } from "../engine/nodes_named.ts";
import { type NodeStatus, studyStatus } from "../engine/study_status.ts";
import { counted } from "../stages/prose/counted.ts";
import { changedFiles } from "./changed_files.ts";
import { describeDifference } from "./describe_difference.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { formatSeconds } from "./format.ts";
import { parseOptions } from "./options.ts";
import { studiesWithNode } from "./studies_with_node.ts";
import { print } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";
import {
  openWorkbench,
  type Workbench,
  WORKBENCH_HELP,
  WORKBENCH_OPTIONS,
} from "./workbench.ts";

/** Help of {@link why}. */
export const HELP = `\
Says why a stage would run now, or why it would not: compares, field by field, all
that enters its key with its last run.

  deno task why agreement              in every study that has it
  deno task why dermx-v1/agreement     in one of them
  deno task why infer-resnet50-0       of one network; "infer" for all of them

${WORKBENCH_HELP}
`;

/** What {@link why} finds about a node. */
interface Reason {
  readonly study: string;
  readonly node: string;
  readonly state: string;
  readonly lines: readonly string[];
  readonly [detail: string]: unknown;
}

/** Explains what a run would do about a stage. */
export async function why(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, WORKBENCH_OPTIONS);
  const [place, ...rest] = parsed.positionals;
  if (place === undefined || rest.length > 0) {
    throw new UsageError(
      'Name one stage, such as "deno task why agreement"',
    );
  }
  const slash = place.indexOf("/");
  const names = slash < 0 ? [] : [place.slice(0, slash)];
  const bench = await openWorkbench(parsed, names);
  const name = place.slice(slash + 1);
  try {
    const reasons: Reason[] = [];
    for (const study of studiesWithNode(bench, name)) {
      const statuses = await studyStatus(study, {
        store: bench.store,
        code: bench.code,
        folder: bench.folderOf(study),
      });
      for (const { id } of nodesNamed(study.nodes, name)) {
        const status = statuses.find(({ node }) => node === id)!;
        reasons.push(await reasonFor(status, { study: study.id, bench }));
      }
    }
    print(parsed.flag("json") ? asJson(reasons) : reasons.map(asText).join(""));
    return EXIT.done;
  } finally {
    await bench.store.close();
  }
}

async function reasonFor(
  status: NodeStatus,
  { study, bench }: { readonly study: string; readonly bench: Workbench },
): Promise<Reason> {
  const head = { study, node: status.node, state: status.state };
  switch (status.state) {
    case "depends": {
      const on = status.on.join(", ");
      const lines = [
        `It reads from ${on}, which would run: with other results it runs too, with the same it is reused`,
      ];
      return { ...head, on: status.on, lines };
    }
    case "unavailable": {
      const { missing, message } = status;
      const lines = [`It needs ${missing}`, ...message === "" ? [] : [message]];
      return { ...head, missing, lines };
    }
    case "would run": {
      const { node, differences, planned, missing } = status;
      const first = planned[status.first]!;
      const history = await History.open(bench.store, study);
      const earlier = await history.earlier(node, first);
      const files = earlier === undefined
        ? []
        : await changedFiles(bench.store, {
          before: earlier.fields.code,
          after: first.code,
        });
      const lines = [
        ...(planned.length > 1
          ? [`${missing} of ${counted(planned.length, "shard")} would run`]
          : []),
        ...(earlier === undefined
          ? ["It never ran in this store"]
          : [`Compared with ${earlier.key}:`]),
        ...differences.map((difference) => describeDifference(difference)),
        ...files.map((file) => `  ${file}`),
      ];
      const compared = earlier?.key ?? null;
      return { ...head, key: first.key, compared, differences, files, lines };
    }
    case "cached":
    case "would restore": {
      const { planned, result } = status.actions[0]!;
      const { run, startedAt, seconds } = result.made;
      const lines = [
        `Nothing that enters its key differs from the result made by run ${run}`,
        `at ${startedAt} in ${formatSeconds(seconds)}, key ${planned.key}`,
        ...(status.state === "would restore"
          ? status.files.map((file) => `Not in the results folder: ${file}`)
          : []),
      ];
      return { ...head, key: planned.key, fields: planned.fields, lines };
    }
  }
}

function asText({ study, node, state, lines }: Reason): string {
  return `${study}/${node}: ${state}\n${
    lines.map((line) => `  ${line}\n`).join("")
  }`;
}

function asJson(reasons: readonly Reason[]): string {
  const plain = reasons.map(({ lines: _, ...rest }) => rest);
  return `${JSON.stringify(plain, null, 2)}\n`;
}
