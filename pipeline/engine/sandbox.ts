import { join } from "node:path";
import { deniedAccesses } from "./audit.ts";
import {
  type ChildMessage,
  type ChildTask,
  RECORD_SEPARATOR,
} from "./child_protocol.ts";
import { canonicalJson } from "./canonical_json.ts";
import { collectOutputs, prepareOutputs } from "./collect_outputs.ts";
import { StageError, UnavailableError } from "./errors.ts";
import { type Grants, grantsOf, permissionFlags } from "./grants.ts";
import type { Json } from "./json.ts";
import { moduleFlags } from "./module_flags.ts";
import { type Placed, placeInputs } from "./place_inputs.ts";
import { readLines } from "./read_lines.ts";
import type { Stage } from "./stage.ts";
import { StageLog } from "./stage_log.ts";

/** A stage's process is killed after this many seconds, unless the stage says otherwise. */
const TIMEOUT_SECONDS = 600;

/** The messages of a stage's process; other lines are what its libraries print. */
const MESSAGES: ReadonlySet<unknown> = new Set<ChildMessage["type"]>(
  ["progress", "log", "touched", "done", "error", "unavailable"],
);

/** Accesses outside the sandbox that a message names. */
const NAMED_ACCESSES = 5;

/** Lines of the runtime's last words that are taken for a stack. */
const CRASH_LINES = 50;

/**
 * Variables of the user's environment that a stage with network access is run
 * with: proxies and certificates. Its code cannot read them.
 */
const NETWORK_VARIABLES = [
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
  "DENO_CERT",
  "DENO_TLS_CA_STORE",
];

/** What {@link runSandboxed} is given. */
export interface SandboxOptions extends Placed {
  /** The stage whose code it is. */
  readonly stage: Stage;
  /**
   * A folder of the action's own, on the store's file system, with the stage's
   * packages below `node_modules/`; a real path.
   */
  readonly folder: string;
  /** The file to execute. */
  readonly bundle: string;
  /** The stage's parameters. */
  readonly params: unknown;
  /** Hosts that it may reach. */
  readonly hosts: readonly string[];
  /** Told of progress. */
  readonly onProgress: (progress: ChildMessage & { type: "progress" }) => void;
  /** Told of lines of the log, until they are too many. */
  readonly onLog: (line: string) => void;
  /** Kills the process. */
  readonly signal?: AbortSignal;
}

/** What a sandboxed process leaves. */
export interface SandboxResult {
  /** Absolute paths of the output files by port. */
  readonly outputs: Readonly<Record<string, string | string[]>>;
  /**
   * The peak resident memory that the process itself reports: an upper bound, as
   * the kernel counts from the peak of the process that started it.
   */
  readonly maxRssKiB: number;
  /** The beginning and the end of it, if it is long. */
  readonly log: readonly string[];
}

/** What a process has said. */
interface Heard {
  readonly log: StageLog;
  /** Subprocesses that it asked for. */
  readonly touched: string[];
  /** The runtime's last words, from a line such as `error: Uncaught …` on. */
  crash: string[];
  /** How it ended, by its own account. */
  last?: ChildMessage & { type: "done" | "error" | "unavailable" };
}

/**
 * Executes a bundle in a child process that can read its inputs, write its outputs
 * and touch nothing else: no network (but for the named hosts), no environment,
 * no subprocess, no native code (but for what its packages are granted). Its working
 * directory is the action's folder, its cache folder is its own, and its clock is in
 * UTC.
 *
 * @throws {StageError} If the stage throws, dies, runs too long, asks for
 * anything outside the sandbox, or leaves other files than it declares.
 * @throws {UnavailableError} If the stage says that something it needs is missing.
 */
export async function runSandboxed(
  options: SandboxOptions,
): Promise<SandboxResult> {
  const { stage, folder, hosts } = options;
  const grants = grantsOf(stage, hosts);
  const out = join(folder, "out");
  await Promise.all(
    ["in", "out", "tmp", "cache"].map((name) => Deno.mkdir(join(folder, name))),
  );
  const task: ChildTask = {
    params: options.params,
    inputs: await placeInputs(folder, options),
    outputs: mapValues(
      await prepareOutputs(stage, out),
      (path) => path.slice(folder.length + 1),
    ),
    scratch: "tmp",
  };
  const process = spawn(options, [
    ...await moduleFlags(stage, folder),
    ...permissionFlags(grants),
  ]);
  const kill = (): void => {
    try {
      process.kill("SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const seconds = stage.timeoutSeconds ?? TIMEOUT_SECONDS;
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    kill();
  }, seconds * 1000);
  options.signal?.addEventListener("abort", kill, { once: true });
  // A signal that was given before does not call its listeners.
  if (options.signal?.aborted) kill();
  try {
    const heard: Heard = {
      log: new StageLog(options.onLog),
      touched: [],
      crash: [],
    };
    const [status] = await Promise.all([
      process.status,
      feed(process.stdin, task),
      listen(process, heard, options),
    ]);
    options.signal?.throwIfAborted();
    await checkAccesses(options, { ...heard, grants });
    if (timedOut) {
      throw new StageError(
        `Stage "${stage.id}" was stopped after ${seconds} s: raise its time limit if it needs longer`,
      );
    }
    const { maxRssKiB } = conclude(stage, status, heard);
    const outputs = await collectOutputs(stage, out);
    return { outputs, maxRssKiB, log: heard.log.lines };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", kill);
    // Nothing may go on in a folder that the caller is about to remove.
    kill();
    await process.status;
  }
}

function spawn(
  { stage, folder, bundle, hosts }: SandboxOptions,
  flags: readonly string[],
): Deno.ChildProcess {
  const network = hosts.length === 0 ? {} : Object.fromEntries(
    NETWORK_VARIABLES.flatMap((name) => {
      const value = Deno.env.get(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-config",
      "--no-lock",
      "--no-remote",
      "--cached-only",
      // The cache folder ends with the action: compiled code would be kept for nobody.
      "--no-code-cache",
      ...flags,
      bundle,
    ],
    cwd: folder,
    clearEnv: true,
    env: {
      ...network,
      DENO_DIR: join(folder, "cache"),
      DENO_AUDIT_PERMISSIONS: join(folder, "audit.jsonl"),
      DENO_NO_UPDATE_CHECK: "1",
      NO_COLOR: "1",
      TZ: "UTC",
      // Graphics drivers complain without it at each request for an adapter, and too
      // if the path is longer than a socket's may be.
      ...(stage.numeric ? { XDG_RUNTIME_DIR: "/proc/self/cwd/tmp" } : {}),
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function feed(
  stdin: WritableStream<Uint8Array>,
  task: ChildTask,
): Promise<void> {
  const writer = stdin.getWriter();
  try {
    // Canonical, as the key is: the order of the parameters must not be seen.
    const text = canonicalJson(task as unknown as Json);
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
  } catch (error) {
    // The process died before it read its task; its exit code tells more.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

async function listen(
  { stdout, stderr }: Deno.ChildProcess,
  heard: Heard,
  { onProgress }: SandboxOptions,
): Promise<void> {
  const listenToMessages = async (): Promise<void> => {
    // A library may have printed without ending its line: a message begins at its mark.
    for await (const line of readLines(stdout, RECORD_SEPARATOR)) {
      const message = parseMessage(line);
      if (message === undefined) heard.log.add(line);
      else if (message.type === "progress") onProgress(message);
      else if (message.type === "log") heard.log.add(message.line);
      else if (message.type === "touched") heard.touched.push(message.what);
      else heard.last = message;
    }
  };
  const listenToErrors = async (): Promise<void> => {
    for await (const line of readLines(stderr)) {
      if (line.startsWith("error: ")) heard.crash = [line];
      else if (heard.crash.length % CRASH_LINES > 0) heard.crash.push(line);
      heard.log.add(line);
    }
  };
  await Promise.all([listenToMessages(), listenToErrors()]);
}

/** The message that a line is, or `undefined` if it is what a library printed. */
function parseMessage(line: string): ChildMessage | undefined {
  if (!line.startsWith(RECORD_SEPARATOR)) return undefined;
  try {
    const message = JSON.parse(line.slice(1));
    return MESSAGES.has(message?.type) ? message : undefined;
  } catch {
    return undefined;
  }
}

async function checkAccesses(
  { stage, folder }: SandboxOptions,
  { touched, last, grants }: Heard & { readonly grants: Grants },
): Promise<void> {
  const log = join(folder, "audit.jsonl");
  const denied = await deniedAccesses(log, grants, folder);
  const all = [...denied, ...new Set(touched)];
  if (all.length === 0) return;
  const named = all.slice(0, NAMED_ACCESSES).join(", ");
  const more = all.length - NAMED_ACCESSES;
  throw new StageError(
    `Stage "${stage.id}" touched what it was not given: ${named}${
      more > 0 ? ` and ${more} more` : ""
    }`,
    last?.type === "error" ? last.stack : undefined,
  );
}

function conclude(
  stage: Stage,
  status: Deno.CommandStatus,
  { last, crash, log }: Heard,
): ChildMessage & { type: "done" } {
  switch (last?.type) {
    case "done":
      if (status.success) return last;
      break;
    case "unavailable":
      throw new UnavailableError(last.missing, last.message);
    case "error":
      throw new StageError(last.message, last.stack);
  }
  const how = status.signal === null
    ? `exit code ${status.code}`
    : `signal ${status.signal}`;
  const words = crash[0] ?? log.lines.at(-1);
  throw new StageError(
    `Stage "${stage.id}" died with ${how}${words ? `: ${words}` : ""}`,
    crash.join("\n"),
  );
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, map(value)]),
  );
}
