/**
 * Times the study `dermx-v1` as a user sees it, from the start of the binary to its
 * exit, and says where the time and the memory go. Exits with 1 if a target is
 * missed by more than a factor of two; README.md says how to read the rest.
 *
 * ```sh
 * deno task bench --runs 5
 * ```
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { mirrorFolder } from "../tests/support/mirror.ts";
import { PYTHON, timePeer, whyNoPeer } from "./python_peer/time_peer.ts";
import type { RunProfile } from "./run_profile.ts";
import { describeTimes, median } from "./sample.ts";
import { StudyRunner, type Way } from "./study_runner.ts";

const STUDY = "dermx-v1";
const ARCHIVE = "dermx-f047d04e6f5c7aea1ca5cf94c3b00bafdca4d297.tar.gz";

/** Of the medians in seconds, and of the largest process in megabytes. */
const TARGETS = { cold: 4, idle: 0.15, megabytes: 200 };

/** A target missed by this factor fails the benchmark; less may be the machine. */
const LENIENCE = 2;

/** A load above this, before the first run, makes the times doubtful. */
const BUSY = 0.5;

/** Stages that do what the Python scripts do. */
const LIKE_THE_PEER = ["ingest", "census", "agreement"];

const { values } = parseArgs({
  args: Deno.args,
  options: { runs: { type: "string", default: "5" } },
});
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  throw new RangeError(`Cannot time "${values.runs}" runs: give 1 or more`);
}
const work = await Deno.makeTempDir();
let met: boolean;
try {
  met = await bench();
} finally {
  await Deno.remove(work, { recursive: true });
}
Deno.exit(met ? 0 : 1);

/** Measures, prints, and says whether the targets are met, leniently. */
async function bench(): Promise<boolean> {
  const [load = 0] = Deno.loadavg();
  print(`Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores, `);
  print(`load ${load.toFixed(2)}${load > BUSY ? ": busy, so distrust" : ""}\n`);
  const runner = new StudyRunner(STUDY, {
    folder: work,
    mirror: mirrorFolder(),
  });

  // First of all: it warms up, and what this process holds would count as well.
  const parent = await runner.peak();
  const cold = await repeat(() => runner.cold());
  const times = cold.map(({ seconds }) => seconds);
  tell("cold", times);
  const idle = await repeat(() => runner.idle("binary"));
  tell("idle", idle);
  tell("idle, deno task", await repeat(() => runner.idle("task")));
  const npx = await whyNoNpx(runner);
  if (npx === undefined) {
    tell("idle, npx", await repeat(() => runner.idle("npx")));
  } else {
    print(`idle, npx: left out, ${npx}\n`);
  }

  const profiles = cold.toSorted((a, b) => a.seconds - b.seconds)
    .map(({ profile }) => profile);
  const typical = profiles[Math.floor((runs - 1) / 2)]!;
  print(`\nThe cold run with the ${runs % 2 ? "" : "lower "}median time:\n`);
  const peaks = peaksOf(profiles);
  describe(typical, peaks);
  print(`  the command itself     ${megabytes(parent).toFixed(0)} MB\n`);
  await comparePeer(runner, { typical, cold: times });

  const largest = megabytes(Math.max(parent, ...peaks.values()));
  print("\n");
  return [
    verdict("cold, s", median(times), TARGETS.cold),
    verdict("idle, s", median(idle), TARGETS.idle),
    verdict("largest process, MB", largest, TARGETS.megabytes),
  ].every(Boolean);
}

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < runs; i++) results.push(await measure());
  return results;
}

/** Also fetches the package, which the first use of npx does. */
async function whyNoNpx(runner: StudyRunner): Promise<string | undefined> {
  const way: Way = "npx";
  const permission = { name: "run", command: way } as const;
  if ((await Deno.permissions.query(permission)).state !== "granted") {
    return "it needs --allow-run=npx";
  }
  try {
    await runner.idle(way);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The largest resident memory of each stage in any run, in KiB. */
function peaksOf(profiles: readonly RunProfile[]): Map<string, number> {
  const peaks = new Map<string, number>();
  for (const { id, maxRssKiB } of profiles.flatMap(({ stages }) => stages)) {
    peaks.set(id, Math.max(maxRssKiB, peaks.get(id) ?? 0));
  }
  return peaks;
}

function describe(
  profile: RunProfile,
  peaks: ReadonlyMap<string, number>,
): void {
  for (const { id, seconds } of profile.stages) {
    const peak = megabytes(peaks.get(id)!).toFixed(0);
    print(
      `  ${id.padEnd(14)}${time(seconds)}  ${peak.padStart(4)} MB at most\n`,
    );
  }
  const { critical, criticalSeconds, bundlingSeconds, restSeconds } = profile;
  print(`  critical path ${time(criticalSeconds)}  ${critical.join(" > ")}\n`);
  print(
    `  bundling      ${time(bundlingSeconds)}  while no stage of that path `,
  );
  print(`ran; all bundlings added up: ${time(profile.allBundlingSeconds)}\n`);
  print(
    `  rest          ${time(restSeconds)}  start, keys, store, results, exit\n`,
  );
}

async function comparePeer(
  runner: StudyRunner,
  ours: { readonly typical: RunProfile; readonly cold: readonly number[] },
): Promise<void> {
  const reason = await whyNoPeer();
  if (reason !== undefined) {
    print(`\nPython peer left out: ${reason}\n`);
    return;
  }
  print(`\nThe same tables in one process of ${PYTHON}, release unpacked:\n`);
  const peers = await timePeer({
    archive: join(mirrorFolder(), ARCHIVE),
    results: runner.results,
    folder: join(work, "release"),
    runs,
  });
  for (const { script, seconds, localisation } of peers) {
    const { equal, cells } = localisation;
    print(`  ${script.padEnd(26)}${describeTimes(seconds)}\n`);
    print(`${" ".repeat(28)}Table 3b: ${equal} of ${cells} cells as ours\n`);
  }
  const own = ours.typical.stages
    .filter(({ id }) => LIKE_THE_PEER.includes(id))
    .reduce((total, { seconds }) => total + seconds, 0);
  print(`  ours: ${LIKE_THE_PEER.join(" + ")} ${time(own)}, `);
  print(`the whole cold study ${time(median(ours.cold))}\n`);
}

/** Prints a value beside its target. */
function verdict(name: string, value: number, target: number): boolean {
  const ratio = value / target;
  const word = ratio <= 1
    ? "met"
    : ratio <= LENIENCE
    ? "missed"
    : `missed by more than a factor of ${LENIENCE}`;
  print(`${name.padEnd(21)}${value.toFixed(2)}, target ${target}: ${word}\n`);
  return ratio <= LENIENCE;
}

function tell(name: string, seconds: readonly number[]): void {
  print(`${name.padEnd(18)}${describeTimes(seconds)}\n`);
}

function time(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

function megabytes(kib: number): number {
  return kib * 1024 / 1e6;
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
