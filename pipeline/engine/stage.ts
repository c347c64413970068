/** What a stage's code sees of the world: these members and nothing else. */
export interface StageIO<Params = unknown> {
  /** The study's parameters for this action, complete (no defaults are filled in by a stage). */
  readonly params: Params;

  /**
   * The path of an input file, relative to the working directory.
   *
   * @throws {Error} If the port is not declared, or optional and not supplied.
   */
  input(port: string): string;

  /** Like {@link StageIO.input}, but `undefined` for an optional port that was not supplied. */
  optionalInput(port: string): string | undefined;

  /**
   * The paths of a partitioned input, in order of the parts' names.
   *
   * @throws {Error} If the port is not declared so, or optional and not supplied.
   */
  parts(port: string): string[];

  /** Like {@link StageIO.parts}, but `undefined` for an optional port that was not supplied. */
  optionalParts(port: string): string[] | undefined;

  /** The path that an output must be written to; its folder exists. */
  output(port: string): string;

  /** A path for temporary files of this action; the folder is deleted afterwards. */
  scratch(name: string): string;

  /** Reports progress; rate-limited, so it may be called in a tight loop. */
  progress(done: number, options?: ProgressOptions): void;

  /** Writes a line to the action's log. */
  log(line: string): void;
}

/** What {@link StageIO.progress} may say beside the amount done. */
export interface ProgressOptions {
  /** The whole amount, if known. */
  readonly total?: number;
  /** What is counted: `"bytes"`, `"images"`, … */
  readonly unit?: string;
}

/** The function that a stage's entry module exports under the name `run`. */
export type StageRun<Params> = (io: StageIO<Params>) => Promise<void>;

/** A port through which bytes enter a stage. */
export interface InputPort {
  /** The stage runs without this input too, and then sees `undefined`. */
  readonly optional?: true;
  /** The port takes a list of parts, one file each. */
  readonly partitioned?: true;
}

/** A port through which bytes leave a stage: one regular file, or a folder of parts. */
export interface OutputPort {
  /** The path below the output folder, such as `"tables/table1.csv"`. */
  readonly file: string;
  /** `file` names a folder; each file in it, in order of the names, is a part. */
  readonly partitioned?: true;
  /** What the names of its parts end in among the results, such as `".csv"`. */
  readonly extension?: string;
}

/** What a stage may use at most; the scheduler hands these out as tokens. */
export interface Resources {
  /** Cores that the stage keeps busy. */
  readonly cpu: number;
  /** Peak memory in mebibytes. */
  readonly memoryMiB: number;
}

/**
 * An npm package that a stage imports and a bundler cannot carry, and what it may do
 * beside reading its own files.
 */
export interface PackageGrant {
  /**
   * The native library that it loads, below the package's folder, by the targets that
   * it has one for (`Deno.build.target`). Native code escapes the sandbox.
   */
  readonly ffi?: Readonly<Record<string, string>>;
  /** Variables of the environment that it asks for; none of them is set. */
  readonly env?: readonly string[];
}

/** A stage: a unit of work that is declared once and used by any study. */
export interface Stage {
  /** A name such as `"agreement"`, unique among stages. */
  readonly id: string;
  /** Raised by the author to force a rerun although no code changed. */
  readonly revision: number;
  /** The module that exports {@link StageRun} under the name `run`. */
  readonly entry: URL;
  /** By port. */
  readonly inputs: Readonly<Record<string, InputPort>>;
  /** Folders of the host that the stage may read, by port; never part of the key. */
  readonly mounts?: readonly string[];
  /** By port. */
  readonly outputs: Readonly<Record<string, OutputPort>>;
  /**
   * The stage is run once for each part of these partitioned inputs: shard k sees
   * the k-th part of each, as one file. Its outputs are then lists of parts.
   */
  readonly shardBy?: readonly string[];
  /**
   * Files that the code loads at run time and the bundler does not see, such as
   * `.wasm`; `io.input(name)` gives the path. One that the code imports has a name
   * that ends in `.mjs`; it may import Node's built-in modules by their plain names.
   */
  readonly assets?: Readonly<Record<string, URL>>;
  /**
   * npm packages that stay outside the bundle, by the name under which the code
   * imports them, which `deno.json` maps to an exact version and `deno.lock` pins.
   */
  readonly packages?: Readonly<Record<string, PackageGrant>>;
  /** The result depends on the numeric device, whose facts the node names. */
  readonly numeric?: true;
  /** One core and 256 MiB unless said. */
  readonly resources?: Resources;
  /** After this many seconds the stage is killed; 600 unless said. */
  readonly timeoutSeconds?: number;
}
