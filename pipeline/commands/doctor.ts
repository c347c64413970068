import { join } from "node:path";
import { messageOf } from "../../data/message_of.ts";
import { MIRROR } from "../stages/fetch.ts";
import { counted } from "../stages/prose/counted.ts";
import { checkDevice } from "./doctor_device.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import { formatBytes, formatSeconds } from "./format.ts";
import { parseOptions, userPath } from "./options.ts";
import { readSources } from "./read_sources.ts";
import { print } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";
import {
  openWorkbench,
  type Workbench,
  WORKBENCH_HELP,
  WORKBENCH_OPTIONS,
} from "./workbench.ts";

/** Help of {@link doctor}. */
export const HELP = `\
Checks that this machine has what a run needs. It bundles every stage, which fetches
the bundler where it is missing, so that later runs need no network for it.

  deno task doctor

${WORKBENCH_HELP}
`;

/** What a check found. */
interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Checks the machine; exit code 3 if a check fails. */
export async function doctor(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, WORKBENCH_OPTIONS);
  if (parsed.positionals.length > 0) {
    throw new UsageError(
      'Write "deno task doctor" alone: it checks everything',
    );
  }
  const bench = await openWorkbench(parsed, []);
  try {
    const checks = [
      runtime(),
      await storeIsWritable(bench),
      await stagesBundle(bench),
      await checkDevice(),
      await mirrorHoldsArchives(parsed.path("sources")),
    ];
    print(
      parsed.flag("json")
        ? `${JSON.stringify(checks, null, 2)}\n`
        : checks.map(({ name, ok, detail }) =>
          `${ok ? "ok     " : "missing"}  ${name}: ${detail}\n`
        ).join(""),
    );
    return checks.every(({ ok }) => ok) ? EXIT.done : EXIT.environment;
  } finally {
    await bench.store.close();
  }
}

function runtime(): Check {
  const { available } = Deno.systemMemoryInfo();
  return {
    name: "machine",
    ok: true,
    detail: `Deno ${Deno.version.deno}, ${Deno.build.target}, ${
      counted(navigator.hardwareConcurrency, "core")
    }, ${formatBytes(available)} of memory free`,
  };
}

async function storeIsWritable({ store }: Workbench): Promise<Check> {
  const name = "store";
  try {
    await store.putBytes(new TextEncoder().encode("doctor\n"));
    return { name, ok: true, detail: store.path };
  } catch (error) {
    return {
      name,
      ok: false,
      detail: `${store.path} takes no files (${
        messageOf(error)
      }): choose another folder with --store`,
    };
  }
}

async function stagesBundle({ code, studies }: Workbench): Promise<Check> {
  const name = "bundler";
  const stages = new Map(
    studies.flatMap(({ nodes }) =>
      nodes.map(({ stage }) => [stage.entry.href, stage])
    ),
  );
  const started = performance.now();
  try {
    await Promise.all([...stages.values()].map((stage) => code.of(stage)));
    const seconds = (performance.now() - started) / 1000;
    return {
      name,
      ok: true,
      detail: `${counted(stages.size, "stage")} in ${formatSeconds(seconds)}`,
    };
  } catch (error) {
    return { name, ok: false, detail: messageOf(error) };
  }
}

async function mirrorHoldsArchives(sources?: string): Promise<Check> {
  const name = "data";
  const variable = Deno.env.get("DERMX_MIRROR");
  if (!variable) {
    return {
      name,
      ok: true,
      detail:
        "fetched from the network when needed; DERMX_MIRROR may name a folder instead",
    };
  }
  const absent: string[] = [];
  const releases = Object.values(await readSources(sources));
  for (const { archive } of releases) {
    try {
      await Deno.stat(join(userPath(variable), archive));
    } catch {
      absent.push(archive);
    }
  }
  return {
    name,
    ok: absent.length < releases.length,
    detail: absent.length === 0
      ? `${MIRROR} ${variable} holds every release`
      : `${MIRROR} ${variable} lacks ${absent.join(", ")}`,
  };
}
