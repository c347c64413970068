import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rememberFilesOfBundle } from "./bundle_files.ts";
import { StageError } from "./errors.ts";
import { type Digest, digestOf } from "./digest.ts";
import { isNotFound, readIfThere, replaceFile } from "./files.ts";
import { Limiter } from "./limiter.ts";
import { Packages } from "./packages.ts";
import type { Stage } from "./stage.ts";
import type { Store } from "./store.ts";

/** The version of the records below `code/` in the store. */
const RECORD_FORMAT = 1;

/** The code that a stage runs. */
export interface Code {
  /** Digest of the minified bundle: what is executed and what enters the key. */
  readonly bundle: Digest;
  /** Digest of the bundle's external source map, for stack traces. */
  readonly map: Digest;
  /** Digests of the project's files that the bundle was made from, by path. */
  readonly files: Readonly<Record<string, Digest>>;
}

/** What was true when a stage was last bundled. */
interface CodeRecord extends Code {
  readonly v: number;
  /** Deno's version: another one may bundle to other bytes. */
  readonly deno: string;
  readonly bundleSize: number;
  readonly mapSize: number;
}

/** What {@link CodeIdentity} needs to know of the project. */
export interface ProjectOptions {
  /** The folder that holds `deno.json`, `deno.lock` and the stages. */
  readonly root: string;
  /** Where bundles are kept. */
  readonly store: Store;
  /** How many bundlers may run at once. */
  readonly concurrency: number;
  /** Told of every bundling, which takes a subprocess. */
  readonly onBundle?: (stage: Stage, seconds: number) => void;
}

/**
 * Finds the code of stages: bundles each into one file, by whose digest it is
 * known. Comments, formatting and unused helpers do not change a bundle; used
 * helpers and npm code do.
 *
 * Bundling takes a subprocess, so the digests of all files that went into the last
 * bundling are kept: while they, `deno.json`, `deno.lock` and Deno's version are
 * the same, so is the bundle.
 */
export class CodeIdentity {
  /** What the stages' bundles leave outside. */
  readonly packages: Packages;
  readonly #options: ProjectOptions;
  readonly #codes = new Map<string, Promise<Code>>();
  readonly #fileDigests = new Map<string, Digest | undefined>();
  readonly #bundlers: Limiter;
  /** Settles when all stages that were asked for have been looked up. */
  #turn: Promise<unknown> = Promise.resolve();

  /** Bundles nothing yet. */
  constructor(options: ProjectOptions) {
    this.#options = options;
    this.packages = new Packages(options.root);
    this.#bundlers = new Limiter(options.concurrency);
  }

  /** The project's folder. */
  get root(): string {
    return this.#options.root;
  }

  /**
   * The code of a stage.
   *
   * @throws {StageError} If the stage's modules cannot be bundled; the message is
   * the bundler's.
   */
  of(stage: Stage): Promise<Code> {
    const name = nameOf(stage);
    let code = this.#codes.get(name);
    if (code === undefined) {
      code = this.#find(stage);
      this.#codes.set(name, code);
    }
    return code;
  }

  /** Bundles a stage again, because its stored bundle is damaged. */
  rebuild(stage: Stage): Promise<Code> {
    const code = this.#bundlers.run(() => this.#bundle(stage));
    this.#codes.set(nameOf(stage), code);
    return code;
  }

  async #find(stage: Stage): Promise<Code> {
    const path = this.#recordPath(stage);
    const check = this.#currentRecord(path);
    // Bundlers are started in the order in which stages were asked for, which is
    // that of the graph: what can run first is bundled first.
    const turn = this.#turn;
    this.#turn = turn.then(() => check).catch(() => {});
    await turn;
    const record = await check;
    if (record !== undefined) return record;
    const fresh = await this.#bundlers.run(() => this.#bundle(stage));
    await replaceFile(path, `${JSON.stringify(fresh, null, 1)}\n`);
    return fresh;
  }

  #recordPath(stage: Stage): string {
    const entry = relative(this.#options.root, fileURLToPath(stage.entry));
    const name = [entry, ...packagesOf(stage)].join("\n");
    return join(this.#options.store.path, "code", `${digestOf(name)}.json`);
  }

  async #currentRecord(path: string): Promise<CodeRecord | undefined> {
    const record = await this.#readRecord(path);
    return record !== undefined && this.#isCurrent(record) ? record : undefined;
  }

  async #readRecord(path: string): Promise<CodeRecord | undefined> {
    const text = await readIfThere(path);
    if (text === undefined) return undefined;
    try {
      const record = JSON.parse(text) as CodeRecord;
      return record.v === RECORD_FORMAT ? record : undefined;
    } catch {
      return undefined;
    }
  }

  #isCurrent(record: CodeRecord): boolean {
    if (record.deno !== Deno.version.deno) return false;
    const { store } = this.#options;
    return store.hasBlob({ digest: record.bundle, size: record.bundleSize }) &&
      store.hasBlob({ digest: record.map, size: record.mapSize }) &&
      Object.entries(record.files).every(([path, digest]) =>
        this.#digest(path) === digest
      );
  }

  /** The digest of a project file as it is now; read once a run, as many stages share it. */
  #digest(path: string): Digest | undefined {
    if (!this.#fileDigests.has(path)) {
      const digest = digestIfThere(join(this.#options.root, path));
      this.#fileDigests.set(path, digest);
    }
    return this.#fileDigests.get(path);
  }

  async #bundle(stage: Stage): Promise<CodeRecord> {
    const started = performance.now();
    const { root, store } = this.#options;
    const folder = await store.temporaryFolder();
    const entry = pathToFileURL(join(folder, "entry.ts"));
    const output = join(folder, "bundle.js");
    const child = new URL("./child.ts", import.meta.url);
    await Deno.writeTextFile(
      entry,
      // Modules are evaluated in this order: the sandbox's own comes first.
      `import { child } from ${JSON.stringify(child.href)};\n` +
        `import { run } from ${JSON.stringify(stage.entry.href)};\n` +
        `await child(run);\n`,
    );
    const config = ["--config", join(root, "deno.json")];
    // The files are hashed before and after: an edit in between must not be
    // recorded as the code of a bundle that was made without it.
    for (;;) {
      const before = await this.#digestFiles(stage, entry, config);
      await this.#deno(stage, [
        "bundle",
        "--quiet",
        "--minify",
        "--platform=deno",
        "--sourcemap=external",
        ...packagesOf(stage).map((name) => `--external=${name}`),
        ...config,
        "--output",
        output,
        entry.href,
      ]);
      const files = await this.#digestFiles(stage, entry, config);
      if (JSON.stringify(before) !== JSON.stringify(files)) continue;
      const bundle = await store.putFile(output);
      const map = await store.putFile(`${output}.map`);
      await rememberFilesOfBundle(store, bundle.digest, files);
      this.#options.onBundle?.(stage, (performance.now() - started) / 1000);
      return {
        v: RECORD_FORMAT,
        deno: Deno.version.deno,
        bundle: bundle.digest,
        bundleSize: bundle.size,
        map: map.digest,
        mapSize: map.size,
        files,
      };
    }
  }

  /** Digests of every project file in the module graph, and of the configuration. */
  async #digestFiles(
    stage: Stage,
    entry: URL,
    config: readonly string[],
  ): Promise<Record<string, Digest>> {
    const { root } = this.#options;
    const text = await this.#deno(stage, [
      "info",
      "--json",
      ...config,
      entry.href,
    ]);
    const graph = JSON.parse(text) as { modules: { specifier: string }[] };
    const paths = graph.modules
      .map(({ specifier }) => specifier)
      // npm packages are covered by the lock file's integrity digests.
      .filter((specifier) =>
        specifier.startsWith("file:") && specifier !== entry.href
      )
      .map((specifier) => relative(root, fileURLToPath(specifier)))
      .concat(["deno.json", "deno.lock"])
      .sort();
    const files: Record<string, Digest> = {};
    for (const path of paths) {
      const digest = digestIfThere(join(root, path));
      if (digest !== undefined) files[path] = digest;
    }
    return files;
  }

  /** Runs this Deno, with the user's own cache: the bundler lives there. */
  async #deno(stage: Stage, args: readonly string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args: [...args],
        cwd: this.#options.root,
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
        env: { NO_COLOR: "1" },
      },
    ).output();
    const decoder = new TextDecoder();
    if (!success) {
      throw new StageError(
        `Cannot bundle stage "${stage.id}": ${
          decoder.decode(stderr).trim() || `deno ${args[0]} failed`
        }`,
      );
    }
    return decoder.decode(stdout);
  }
}

/** What tells a stage's code from that of others: one entry may be bundled in two ways. */
function nameOf(stage: Stage): string {
  return [stage.entry.href, ...packagesOf(stage)].join("\n");
}

/** The packages that stay outside the bundle. */
function packagesOf({ packages = {} }: Stage): string[] {
  return Object.keys(packages).sort();
}

/** Of a source file, of which there are hundreds: waiting for each would take longer. */
function digestIfThere(path: string): Digest | undefined {
  try {
    return digestOf(Deno.readFileSync(path));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
