import { join } from "node:path";
import { deniedAccesses } from "./audit.ts";
import {
  type ChildMessage,
  type ChildTask,
  RECORD_SEPARATOR,
} from "./child_protocol.ts";
import { collectOutputs, prepareOutputs } from "./collect_outputs.ts";
import { StageError, UnavailableError } from "./errors.ts";
import type { Stage } from "./stage.ts";

/** A stage's process is killed after this many seconds, unless the stage says otherwise. */
const TIMEOUT_SECONDS = 600;

/** Lines of a stage's log that are kept. */
const LOG_LINES = 1000;

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
export interface SandboxOptions {
  readonly stage: Stage;
  /** An empty folder of the action's own. */
  readonly folder: string;
  /** The file to execute. */
  readonly bundle: string;
  readonly params: unknown;
  /** Absolute paths of the inputs by port. */
  readonly inputs: Readonly<Record<string, string | readonly string[]>>;
  /** Absolute paths of assets and of mounted host folders, by name. */
  readonly assets: Readonly<Record<string, string>>;
  readonly mounts: Readonly<Record<string, string>>;
  readonly hosts: readonly string[];
  readonly onProgress: (progress: ChildMessage & { type: "progress" }) => void;
  readonly onLog: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** What a sandboxed process leaves. */
export interface SandboxResult {
  /** Absolute paths of the output files by port. */
  readonly outputs: Readonly<Record<string, string | string[]>>;
  readonly maxRssKiB: number;
  readonly log: readonly string[];
}

/**
 * Executes a bundle in a child process that can read its inputs, write its outputs
 * and touch nothing else: no network (but for the named hosts), no environment,
 * no subprocess, no native code. Its working directory is the action's folder,
 * its cache folder is its own, and its clock is in UTC.
 *
 * @throws {StageError} If the stage throws, dies, runs too long, asks for
 * anything outside the sandbox, or leaves other files than it declares.
 * @throws {UnavailableError} If the stage says that something it needs is missing.
 */
export async function runSandboxed(
  options: SandboxOptions,
): Promise<SandboxResult> {
  const { stage, folder } = options;
  const out = join(folder, "out");
  await Promise.all(
    ["in", "out", "tmp", "cache"].map((name) => Deno.mkdir(join(folder, name))),
  );
  const task: ChildTask = {
    params: options.params,
    inputs: await placeInputs(options),
    outputs: mapValues(
      await prepareOutputs(stage, out),
      (path) => path.slice(folder.length + 1),
    ),
    scratch: "tmp",
  };
  const process = spawn(options);
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
  try {
    const told = { messages: [] as ChildMessage[], log: [] as string[] };
    const [status] = await Promise.all([
      process.status,
      feed(process.stdin, task),
      listen(process.stdout, told, options),
      listen(process.stderr, told, options),
    ]);
    options.signal?.throwIfAborted();
    await checkAccesses(options);
    if (timedOut) {
      throw new StageError(
        `Stage "${stage.id}" was stopped after ${seconds} s: raise its time limit if it needs longer`,
      );
    }
    const { maxRssKiB } = conclude(stage, status, told);
    const outputs = await collectOutputs(stage, out);
    return { outputs, maxRssKiB, log: told.log };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", kill);
  }
}

/**
 * Puts everything that the stage may read below `in/`, the one folder that it is
 * granted. Inputs are hard links to the store's blobs, which cost nothing and are
 * safe where the process may not write; host folders can only be symbolic links.
 */
async function placeInputs(
  { folder, inputs, assets, mounts }: SandboxOptions,
): Promise<Record<string, string | string[]>> {
  const placed: Record<string, string | string[]> = {};
  for (const [port, blobs] of Object.entries(inputs)) {
    placed[port] = `in/${port}`;
    if (typeof blobs === "string") {
      await Deno.link(blobs, join(folder, "in", port));
      continue;
    }
    await Deno.mkdir(join(folder, "in", port));
    placed[port] = await Promise.all(blobs.map(async (blob, i) => {
      const path = `in/${port}/${String(i).padStart(5, "0")}`;
      await Deno.link(blob, join(folder, path));
      return path;
    }));
  }
  for (const [name, path] of Object.entries(assets)) {
    placed[name] = `in/${name}`;
    await Deno.copyFile(path, join(folder, "in", name));
  }
  for (const [name, path] of Object.entries(mounts)) {
    placed[name] = `in/${name}`;
    await Deno.symlink(path, join(folder, "in", name));
  }
  return placed;
}

function spawn({ folder, bundle, hosts }: SandboxOptions): Deno.ChildProcess {
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
      "--no-npm",
      "--no-remote",
      "--cached-only",
      "--allow-read=in,out,tmp",
      "--allow-write=out,tmp",
      ...(hosts.length === 0 ? [] : [`--allow-net=${hosts.join(",")}`]),
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
    await writer.write(new TextEncoder().encode(JSON.stringify(task)));
    await writer.close();
  } catch (error) {
    // The process died before it read its task; its exit code tells more.
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
  }
}

async function listen(
  stream: ReadableStream<Uint8Array>,
  told: { messages: ChildMessage[]; log: string[] },
  { onProgress, onLog }: SandboxOptions,
): Promise<void> {
  const log = (line: string): void => {
    onLog(line);
    if (told.log.length < LOG_LINES) told.log.push(line);
  };
  for await (const line of lines(stream)) {
    const at = line.indexOf(RECORD_SEPARATOR);
    if (at < 0) {
      log(line);
      continue;
    }
    // A library may have printed without ending its line.
    if (at > 0) log(line.slice(0, at));
    const message = JSON.parse(line.slice(at + 1)) as ChildMessage;
    if (message.type === "progress") onProgress(message);
    else if (message.type === "log") log(message.line);
    else told.messages.push(message);
  }
}

async function* lines(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop()!;
    yield* parts;
  }
  if (rest !== "") yield rest;
}

async function checkAccesses(
  { stage, folder, hosts }: SandboxOptions,
): Promise<void> {
  const below = (...names: string[]): string[] =>
    names.map((name) => join(folder, name));
  const denied = await deniedAccesses(join(folder, "audit.jsonl"), {
    read: below("in", "out", "tmp"),
    write: below("out", "tmp"),
    net: hosts,
  }, folder);
  if (denied.length > 0) {
    throw new StageError(
      `Stage "${stage.id}" touched what it was not given: ${denied.join(", ")}`,
    );
  }
}

function conclude(
  stage: Stage,
  status: Deno.CommandStatus,
  { messages, log }: { messages: ChildMessage[]; log: string[] },
): ChildMessage & { type: "done" } {
  const last = messages.at(-1);
  switch (last?.type) {
    case "done":
      return last;
    case "unavailable":
      throw new UnavailableError(last.missing, last.message);
    case "error":
      throw new StageError(last.message, last.stack);
  }
  const how = status.signal === null
    ? `exit code ${status.code}`
    : `signal ${status.signal}`;
  const words = log.at(-1) === undefined ? "" : `: ${log.at(-1)}`;
  throw new StageError(`Stage "${stage.id}" died with ${how}${words}`);
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => U,
): Record<string, U> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, map(value)]),
  );
}
