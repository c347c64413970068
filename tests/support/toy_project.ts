import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { CodeIdentity } from "../../pipeline/engine/code.ts";
import type { RunEvent } from "../../pipeline/engine/events.ts";
import {
  publishedFiles,
  publishResults,
} from "../../pipeline/engine/publish_results.ts";
import {
  runStudy,
  type StudyOutcome,
} from "../../pipeline/engine/run_study.ts";
import type { Stage } from "../../pipeline/engine/stage.ts";
import { Store } from "../../pipeline/engine/store.ts";
import type { Study, StudyNode } from "../../pipeline/engine/study.ts";
import { Tokens } from "../../pipeline/engine/tokens.ts";

/** What a run of a toy study may be given. */
export interface ToyRunOptions {
  readonly tokens?: Tokens;
  readonly mounts?: Readonly<Record<string, string>>;
  readonly to?: string;
  readonly signal?: AbortSignal;
  /** Told of events as they happen. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Where the project's store is opened, instead of at its own path. */
  readonly store?: string;
}

/** What happened in a run of a toy study. */
export interface ToyRun {
  readonly outcomes: StudyOutcome;
  readonly events: readonly RunEvent[];
  /** Nodes of executed actions in order of the names, with `#1` for a shard. */
  readonly executed: readonly string[];
  readonly reused: readonly string[];
  /** The message of each failed action, by node. */
  readonly failures: Readonly<Record<string, string>>;
}

/**
 * A project in a temporary folder, with its own `deno.json`, stages that are
 * written as text, and a store. Each run opens the store anew, as a process does.
 */
export class ToyProject {
  readonly folder: string;
  /** The project's own folder: its path is longer than those beside it. */
  readonly root: string;
  readonly storePath: string;
  readonly results: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.root = join(folder, "project");
    this.storePath = join(folder, "store");
    this.results = join(folder, "results");
  }

  /** A project that is there already, in the folder of another {@link ToyProject}. */
  static at(folder: string): ToyProject {
    return new ToyProject(folder);
  }

  /** Makes a project of some files: paths and their text. */
  static async create(
    files: Readonly<Record<string, string>> = {},
  ): Promise<ToyProject> {
    const folder = await Deno.realPath(await Deno.makeTempDir());
    const project = new ToyProject(folder);
    await project.write("deno.json", '{"lock": false}\n');
    for (const [path, text] of Object.entries(files)) {
      await project.write(path, text);
    }
    return project;
  }

  /** A project with the imports and the locked packages of this one. */
  static async ofThis(): Promise<ToyProject> {
    const texts = ["deno.json", "deno.lock"].map(async (name) => {
      const url = new URL(`../../${name}`, import.meta.url);
      return [name, await Deno.readTextFile(url)] as const;
    });
    return await ToyProject.create(
      Object.fromEntries(await Promise.all(texts)),
    );
  }

  /**
   * Another project with the same files, and with the bundles of this one where it
   * has some, as bundling takes longer than all the rest of a test.
   */
  async fork(): Promise<ToyProject> {
    const folder = await Deno.realPath(await Deno.makeTempDir());
    const fork = new ToyProject(folder);
    await copyFolder(this.root, fork.root);
    for (const name of ["code", "cas", "store.json"]) {
      await copyFolder(join(this.storePath, name), join(fork.storePath, name));
    }
    return fork;
  }

  /** Bundles stages of the names of the project's files, for {@link ToyProject.fork}. */
  async bundle(...ids: readonly string[]): Promise<this> {
    const store = await this.openStore();
    const code = this.code(store);
    await Promise.all(ids.map((id) => code.of(this.stage(id))));
    await store.close();
    return this;
  }

  /** Writes a file of the project; gives its URL. */
  async write(path: string, text: string): Promise<URL> {
    const file = join(this.root, path);
    await Deno.mkdir(dirname(file), { recursive: true });
    await Deno.writeTextFile(file, text);
    return pathToFileURL(file);
  }

  /**
   * A stage whose code is `<id>.ts` below the project, with one output `out`
   * unless said.
   */
  stage(id: string, rest: Partial<Stage> = {}): Stage {
    return {
      id,
      revision: 1,
      entry: pathToFileURL(join(this.root, `${id}.ts`)),
      inputs: {},
      outputs: { out: { file: "out.txt" } },
      ...rest,
    };
  }

  /** Opens the store, as a process would. */
  openStore(path: string = this.storePath): Promise<Store> {
    return Store.open(path);
  }

  /** Runs a study as a process of its own would. */
  async run(
    nodes: readonly StudyNode[] | Study,
    options: ToyRunOptions = {},
  ): Promise<ToyRun> {
    const { onEvent, store: path = this.storePath, ...rest } = options;
    const events: RunEvent[] = [];
    const emit = (event: RunEvent): void => {
      events.push(event);
      onEvent?.(event);
    };
    const store = await Store.open(
      path,
      (digest, file) => emit({ type: "quarantined", digest, file }),
    );
    try {
      const outcomes = await runStudy(toyStudy(nodes), {
        run: crypto.randomUUID(),
        store,
        code: this.code(store, emit),
        tokens: new Tokens({ cpu: 2, memoryMiB: 4096 }),
        mounts: {},
        emit,
        ...rest,
      });
      return {
        outcomes,
        events,
        executed: finished(events, "executed"),
        reused: finished(events, "reused"),
        failures: Object.fromEntries(
          events.flatMap((event) =>
            event.type === "action-failed" ? [[event.node, event.message]] : []
          ),
        ),
      };
    } finally {
      await store.close();
    }
  }

  /** The code of the project's stages. */
  code(store: Store, emit: (event: RunEvent) => void = () => {}): CodeIdentity {
    return new CodeIdentity({
      root: this.root,
      store,
      concurrency: 2,
      onBundle: ({ id }, seconds) =>
        emit({ type: "bundled", stage: id, seconds }),
    });
  }

  /** Copies the outputs of a run to the results folder; gives how many were written. */
  async publish(
    nodes: readonly StudyNode[] | Study,
    { outcomes }: ToyRun,
  ): Promise<number> {
    const store = await this.openStore();
    const files = publishedFiles(toyStudy(nodes), outcomes);
    const { written } = await publishResults(this.results, files, store);
    await store.close();
    return written;
  }

  /** The text of an output of a node, or the texts of its parts. */
  async text(run: ToyRun, node: string, port = "out"): Promise<string[]> {
    return await Promise.all(
      this.blobs(run, node, port).map((path) => Deno.readTextFile(path)),
    );
  }

  /** Paths in the store of an output of a node. */
  blobs({ outcomes }: ToyRun, node: string, port = "out"): string[] {
    const outcome = outcomes.get(node);
    if (outcome?.state !== "done") {
      throw new Error(`Node "${node}" is ${outcome?.state ?? "absent"}`);
    }
    return [outcome.outputs[port]!].flat().map(({ digest }) =>
      join(this.storePath, "cas", "sha256", digest.slice(0, 2), digest.slice(2))
    );
  }

  /** Removes everything. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}

async function copyFolder(from: string, to: string): Promise<void> {
  if ((await Deno.stat(from)).isFile) return await Deno.copyFile(from, to);
  await Deno.mkdir(to, { recursive: true });
  for await (const { name } of Deno.readDir(from)) {
    await copyFolder(join(from, name), join(to, name));
  }
}

/** A node of a toy study, named like its stage unless said. */
export function toyNode(
  stage: Stage,
  rest: Partial<StudyNode> = {},
): StudyNode {
  return { id: stage.id, stage, params: {}, inputs: {}, ...rest };
}

/** The study that nodes make, unless they are one already. */
export function toyStudy(nodes: readonly StudyNode[] | Study): Study {
  if ("nodes" in nodes) return nodes;
  return { id: "toy", title: "A toy study", nodes, publications: [] };
}

function finished(
  events: readonly RunEvent[],
  outcome: "executed" | "reused",
): string[] {
  return events.flatMap((event) =>
    event.type === "action-finished" && event.outcome === outcome
      ? [event.shard ? `${event.node}#${event.shard.index}` : event.node]
      : []
  ).sort();
}
