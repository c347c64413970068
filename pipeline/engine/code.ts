import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Bundle } from "./bundle_stages.ts";
import { Bundler, type BundlerOptions, nameOfCode } from "./bundler.ts";
import { type Digest, digestIfThere, digestOf } from "./digest.ts";
import { readIfThere, replaceFile } from "./files.ts";
import { Packages, packagesOf } from "./packages.ts";
import type { Stage } from "./stage.ts";

/** The version of the records below `code/` in the store. */
const RECORD_FORMAT = 1;

/** The code that a stage runs. */
export type Code = Pick<Bundle, "bundle" | "map" | "files">;

/** What was true when a stage was last bundled. */
interface CodeRecord extends Bundle {
  readonly v: number;
  /** Deno's version: another one may bundle to other bytes. */
  readonly deno: string;
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
  readonly #options: BundlerOptions;
  readonly #codes = new Map<string, Promise<Code>>();
  readonly #fileDigests = new Map<string, Digest | undefined>();
  readonly #bundler: Bundler;
  /** Settles when all stages that were asked for have been looked up. */
  #turn: Promise<unknown> = Promise.resolve();

  /** Bundles nothing yet. */
  constructor(options: BundlerOptions) {
    this.#options = options;
    this.packages = new Packages(options.root);
    this.#bundler = new Bundler(options);
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
    const name = nameOfCode(stage);
    let code = this.#codes.get(name);
    if (code === undefined) {
      code = this.#find(stage);
      this.#codes.set(name, code);
    }
    return code;
  }

  /** Bundles a stage again, because its stored bundle is damaged. */
  rebuild(stage: Stage): Promise<Code> {
    const code = this.#bundler.bundle(stage);
    this.#codes.set(nameOfCode(stage), code);
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
    const bundle = await this.#bundler.bundle(stage);
    const fresh: CodeRecord = {
      v: RECORD_FORMAT,
      deno: Deno.version.deno,
      ...bundle,
    };
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
}
