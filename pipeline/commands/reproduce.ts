import { manifest } from "../engine/manifest.ts";
import { StageError } from "../engine/errors.ts";
import type { RunEvent } from "../engine/events.ts";
import { replaceFile } from "../engine/files.ts";
import { publishedFiles, publishResults } from "../engine/publish_results.ts";
import { runStudy, type StudyOutcome } from "../engine/run_study.ts";
import type { Study } from "../engine/study.ts";
import { Tokens } from "../engine/tokens.ts";
import { MIRROR } from "../stages/fetch.ts";
import { chooseLogger } from "./choose_logger.ts";
import { EXIT, type ExitCode } from "./exit_code.ts";
import type { Logger } from "./logger.ts";
import { machineResources } from "./machine_resources.ts";
import { type Parsed, parseOptions, userPath } from "./options.ts";
import { runLog } from "./run_log.ts";
import { studiesWithNode } from "./studies_with_node.ts";
import {
  describeReports,
  exitCodeOf,
  type RunTotals,
  type StudyReport,
  studyReport,
} from "./study_report.ts";
import { print, tell } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";
import {
  openWorkbench,
  type Workbench,
  WORKBENCH_HELP,
  WORKBENCH_OPTIONS,
} from "./workbench.ts";

/** Help of {@link reproduce}. */
export const HELP = `\
Runs studies: recomputes every number that the papers print, as far as data allow.

  deno task reproduce                                 every study
  deno task reproduce sample                          one of them: all on generated pictures
  deno task reproduce dermx-v1 --mirror ~/dermx       data from a folder, not the network
  deno task reproduce dermx-v1 --to agreement         a stage and what it reads from
  deno task reproduce dermx-v1 --images photos --models onnx

  --mirror DIR     a folder with dermx-<commit>.tar.gz (or set DERMX_MIRROR)
  --to STAGE       stop after this stage
  --jobs N         cores to use (all)
  --log KIND       live, plain, json or quiet (live on a terminal, else plain)
  --strict         exit code 4 if a claim differs, a check does not hold or a result diverges
${WORKBENCH_HELP}

Exit codes: 0 done, 1 a stage failed, 2 usage, 3 data missing for a named study,
4 differs (with --strict), 130 interrupted.
`;

/** Runs studies and leaves their results for people to read. */
export async function reproduce(args: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(args, {
    ...WORKBENCH_OPTIONS,
    mirror: { type: "string" },
    to: { type: "string" },
    jobs: { type: "string" },
    log: { type: "string" },
    strict: { type: "boolean" },
  });
  const mounts = await suppliedMounts(parsed);
  const tokens = new Tokens(machineResources(parsed.text("jobs")));
  const loggers: Logger[] = [chooseLogger(parsed.text("log"))];
  const run = new Run(loggers);
  const bench = await openWorkbench(parsed, parsed.positionals, {
    emit: run.emit,
  });
  loggers.push(runLog(bench.store.path, run.id));
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  Deno.addSignalListener("SIGINT", onInterrupt);
  try {
    const to = parsed.text("to");
    const studies = to === undefined
      ? bench.studies
      : studiesWithNode(bench, to);
    run.emit({
      type: "run-started",
      run: run.id,
      studies: studies.map(({ id }) => id),
    });
    const reports: StudyReport[] = [];
    for (const study of studies) {
      const compute = (): Promise<StudyOutcome> =>
        runStudy(study, {
          run: run.id,
          store: bench.store,
          code: bench.code,
          tokens,
          mounts,
          emit: run.emit,
          signal: interrupt.signal,
          ...(to === undefined ? {} : { to }),
        });
      let outcomes = await compute();
      // A part of a study must not sweep away what the rest has left.
      if (to === undefined) {
        try {
          await publish(study, outcomes, bench, run);
        } catch (error) {
          if (!(error instanceof StageError)) throw error;
          // A blob that no stage read was damaged; it is in quarantine now, and
          // what made it runs again.
          outcomes = await compute();
          await publish(study, outcomes, bench, run);
        }
      }
      reports.push(
        await studyReport(study, outcomes, { folder: bench.folderOf(study) }),
      );
    }
    const totals = run.finish();
    const summary = describeReports(reports, totals, {
      json: parsed.flag("json"),
    });
    print(summary);
    return exitCodeOf(reports, {
      named: bench.named,
      strict: parsed.flag("strict"),
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    tell("Interrupted: what was done is kept, run again to go on\n");
    return EXIT.interrupted;
  } finally {
    Deno.removeSignalListener("SIGINT", onInterrupt);
    for (const logger of loggers) logger.close();
    await bench.store.close();
  }
}

/** A run's name, its clock and its counts. */
class Run {
  readonly startedAt: string = new Date().toISOString();
  readonly id: string = `${this.startedAt.replaceAll(/[-:]|\.\d+/g, "")}-${
    crypto.randomUUID().slice(0, 8)
  }`;
  readonly #started = performance.now();
  readonly #count = { executed: 0, reused: 0, failed: 0 };
  readonly #loggers: readonly Logger[];

  constructor(loggers: readonly Logger[]) {
    this.#loggers = loggers;
  }

  /** Since the start, in seconds. */
  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }

  readonly emit = (event: RunEvent): void => {
    if (event.type === "action-finished") this.#count[event.outcome]++;
    if (event.type === "action-failed") this.#count.failed++;
    for (const logger of this.#loggers) logger.log(event);
  };

  finish(): RunTotals {
    const totals = { seconds: this.seconds, ...this.#count };
    this.emit({ type: "run-finished", ...totals });
    return { run: this.id, ...totals };
  }
}

async function publish(
  study: Study,
  outcomes: StudyOutcome,
  bench: Workbench,
  run: Run,
): Promise<void> {
  const folder = bench.folderOf(study);
  const { files, written } = await publishResults(
    folder,
    publishedFiles(study, outcomes),
    bench.store,
  );
  const record = manifest(study, outcomes, {
    run: run.id,
    startedAt: run.startedAt,
    seconds: run.seconds,
    files,
  });
  await replaceFile(
    `${folder}/manifest.json`,
    `${JSON.stringify(record, null, 2)}\n`,
  );
  run.emit({ type: "published", study: study.id, folder, written });
}

/** The host's folders that the user names, by the name that stages mount. */
async function suppliedMounts(parsed: Parsed): Promise<Record<string, string>> {
  const given = parsed.path("mirror");
  const variable = Deno.env.get("DERMX_MIRROR");
  const path = given ?? (variable ? userPath(variable) : undefined);
  if (path === undefined) return {};
  try {
    if ((await Deno.stat(path)).isDirectory) return { [MIRROR]: path };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  throw new UsageError(
    `There is no mirror folder "${path}": name a folder with ${
      given === undefined ? "DERMX_MIRROR" : "--mirror"
    }, or leave it out to fetch from the network`,
  );
}
