import { join } from "node:path";

/** When something began and ended, in milliseconds since the epoch. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What one stage of a run took. */
export interface StageCost {
  readonly id: string;
  readonly seconds: number;
  readonly maxRssKiB: number;
}

/** Where the time of a run that executed every stage went, in seconds. */
export interface RunProfile {
  readonly stages: readonly StageCost[];
  /** The stages that the run's end waited for, first to last. */
  readonly critical: readonly string[];
  readonly criticalSeconds: number;
  /** While some stage was being bundled and none of the critical ones ran. */
  readonly bundlingSeconds: number;
  /** Of all bundlings together, those beside the stages too. */
  readonly allBundlingSeconds: number;
  /** Start-up, keys, publication, exit. */
  readonly restSeconds: number;
}

interface Manifest {
  readonly run: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly state: string;
    readonly actions?: readonly Action[];
  }[];
}

interface Action {
  readonly outcome: "executed" | "reused";
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly made: {
    readonly startedAt: string;
    readonly seconds: number;
    readonly maxRssKiB: number;
  };
}

/** An action with its node and its times. */
interface Timed extends Span, Action {
  readonly id: string;
}

/**
 * How many of a run's actions were executed and how many reused.
 *
 * @throws {Error} If a node of the study failed, for its time then means nothing.
 */
export async function countActions(
  results: string,
): Promise<{ executed: number; reused: number }> {
  const count = { executed: 0, reused: 0 };
  for (const { outcome } of actionsOf(await readManifest(results))) {
    count[outcome]++;
  }
  return count;
}

/** Reads where a run's time went from its manifest and from its log in the store. */
export async function runProfile(
  span: Span,
  folders: { readonly results: string; readonly store: string },
): Promise<RunProfile> {
  const manifest = await readManifest(folders.results);
  const actions = actionsOf(manifest);
  const bundlings = await readBundlings(
    join(folders.store, "runs", `${manifest.run}.jsonl`),
  );
  const path = criticalPath(actions);
  const idle = gaps(path, span);
  const criticalSeconds = sum(path);
  const bundlingSeconds = sum(
    idle.flatMap((gap) => overlaps(union(bundlings), gap)),
  );
  return {
    stages: actions.map(({ id, made }) => ({ id, ...made })),
    critical: path.map(({ id }) => id),
    criticalSeconds,
    bundlingSeconds,
    allBundlingSeconds: sum(bundlings),
    restSeconds: sum([span]) - criticalSeconds - bundlingSeconds,
  };
}

async function readManifest(results: string): Promise<Manifest> {
  return JSON.parse(await Deno.readTextFile(join(results, "manifest.json")));
}

function actionsOf({ nodes }: Manifest): Timed[] {
  return nodes.flatMap(({ id, state, actions }) => {
    if (actions === undefined || state !== "done") {
      throw new Error(`Cannot profile a run whose node "${id}" is ${state}`);
    }
    return actions.map((action) => {
      const from = Date.parse(action.made.startedAt);
      return { ...action, id, from, to: from + action.made.seconds * 1000 };
    });
  });
}

async function readBundlings(log: string): Promise<Span[]> {
  const lines = (await Deno.readTextFile(log)).trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line))
    .filter(({ type }) => type === "bundled")
    .map(({ time, seconds }) => ({
      from: Date.parse(time) - seconds * 1000,
      to: Date.parse(time),
    }));
}

/** From the action that ended last, back through the last of the inputs that each waited for. */
function criticalPath(actions: readonly Timed[]): Timed[] {
  const path: Timed[] = [];
  let next = latest(actions);
  while (next !== undefined) {
    path.unshift(next);
    const inputs = digestsIn(next.inputs);
    next = latest(
      actions.filter(({ outputs }) =>
        [...digestsIn(outputs)].some((digest) => inputs.has(digest))
      ),
    );
  }
  return path;
}

function latest(actions: readonly Timed[]): Timed | undefined {
  return actions.toSorted((a, b) => b.to - a.to)[0];
}

/** The digests of ports, be they of single files or of parts. */
function digestsIn(ports: Readonly<Record<string, unknown>>): Set<string> {
  return new Set(JSON.stringify(ports).match(/\b[0-9a-f]{64}\b/g));
}

/** The parts of a span in which none of the given spans, which are in order, lies. */
function gaps(spans: readonly Span[], { from, to }: Span): Span[] {
  const starts = [from, ...spans.map((span) => span.to)];
  const ends = [...spans.map((span) => span.from), to];
  return starts.map((start, i) => ({ from: start, to: ends[i]! }));
}

/** The same time without overlaps. */
function union(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last === undefined || span.from > last.to) merged.push(span);
    else merged.push({ ...merged.pop()!, to: Math.max(last.to, span.to) });
  }
  return merged;
}

function overlaps(spans: readonly Span[], { from, to }: Span): Span[] {
  return spans.map((span) => ({
    from: Math.max(span.from, from),
    to: Math.min(span.to, to),
  })).filter((span) => span.from < span.to);
}

/** Seconds of the spans together. */
function sum(spans: readonly Span[]): number {
  return spans.reduce((total, { from, to }) => total + to - from, 0) / 1000;
}
