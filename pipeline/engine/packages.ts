import { join } from "node:path";
import type { PackagePin } from "./action_key.ts";
import { StageError, UnavailableError } from "./errors.ts";
import type { Stage } from "./stage.ts";

/** The members of `deno.json` that matter here. */
interface Config {
  readonly imports?: Readonly<Record<string, string>>;
}

/** The members of `deno.lock` that matter here. */
interface LockFile {
  /** What the names in `deno.json` stand for, such as `npm:a@1` for `1.0.2`. */
  readonly specifiers?: Readonly<Record<string, string>>;
  /** By name and version, such as `a@1.0.2`. */
  readonly npm?: Readonly<
    Record<string, {
      readonly integrity?: string;
      readonly dependencies?: readonly string[];
    }>
  >;
}

/** A package of a stage, found in the project's files. */
interface Found extends PackagePin {
  /** Such as `imagescript@1.3.1`. */
  readonly id: string;
}

/** The names of the npm packages that stay outside a stage's bundle, in order. */
export function packagesOf({ packages = {} }: Stage): string[] {
  return Object.keys(packages).sort();
}

/** The npm packages that stay outside the bundles of a project's stages. */
export class Packages {
  readonly #root: string;
  #files: Promise<{ config: Config; lock: LockFile }> | undefined;

  /** Takes the folder that holds `deno.json` and `deno.lock`; reads nothing yet. */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * What pins the packages of a stage, by the name that it imports.
   *
   * @throws {StageError} If the project's files do not pin one of them.
   */
  async pinsOf(stage: Stage): Promise<Record<string, PackagePin>> {
    const found = await this.#find(stage);
    return Object.fromEntries(
      found.map(([name, { version, integrity }]) => [
        name,
        { version, integrity },
      ]),
    );
  }

  /**
   * Copies the packages of a stage below `node_modules/` in the action's folder, out
   * of the user's own cache, into which Deno fetches them if they are not there.
   *
   * @throws {StageError} If Deno cannot find them.
   * @throws {UnavailableError} If one has no native library for this machine.
   */
  async place(stage: Stage, folder: string): Promise<void> {
    for (const [name, { id }] of await this.#find(stage)) {
      checkTarget(name, stage);
      const from = await this.#locate(stage, id);
      await copyFolder(from, join(folder, "node_modules", name));
    }
  }

  async #find(stage: Stage): Promise<[string, Found][]> {
    const names = packagesOf(stage);
    if (names.length === 0) return [];
    const { config, lock } = await (this.#files ??= this.#read());
    return names.map((name) => {
      const specifier = config.imports?.[name] ?? "";
      const version = lock.specifiers?.[specifier] ?? "";
      const id = `${name}@${version}`;
      const { integrity, dependencies = [] } = lock.npm?.[id] ?? {};
      const place = `Package "${name}" of stage "${stage.id}"`;
      if (integrity === undefined) {
        throw new StageError(
          `${place} is not pinned: map it to "npm:${name}@<version>" in the imports of deno.json and run "deno install"`,
        );
      }
      if (dependencies.length > 0) {
        throw new StageError(
          `${place} depends on other packages (${
            dependencies.join(", ")
          }), which the sandbox does not have: choose one that stands alone`,
        );
      }
      return [name, { id, version, integrity }];
    });
  }

  async #read(): Promise<{ config: Config; lock: LockFile }> {
    const [config, lock] = await Promise.all(
      ["deno.json", "deno.lock"].map(async (file) =>
        JSON.parse(await Deno.readTextFile(join(this.#root, file)))
      ),
    );
    return { config, lock };
  }

  /** The folder of a package in the user's cache. */
  async #locate(stage: Stage, id: string): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command(
      Deno.execPath(),
      {
        args: [
          "info",
          "--json",
          "--frozen",
          "--config",
          join(this.#root, "deno.json"),
          `npm:${id}`,
        ],
        cwd: this.#root,
        stdin: "null",
        stdout: "piped",
        stderr: "piped",
        env: { NO_COLOR: "1" },
      },
    ).output();
    const decoder = new TextDecoder();
    const path = success
      ? JSON.parse(decoder.decode(stdout)).npmPackages?.[id]?.localPath
      : undefined;
    if (path === undefined) {
      throw new StageError(
        `Cannot find package "${id}" of stage "${stage.id}": ${
          decoder.decode(stderr).trim() || "Deno does not know its folder"
        }`,
      );
    }
    return path;
  }
}

/** What the packages of a stage may touch, by package, never by path; each sorted. */
export function grantsOfPackages(
  { packages = {} }: Stage,
): { readonly ffi: readonly string[]; readonly env: readonly string[] } {
  const entries = Object.entries(packages);
  const ffi = entries.flatMap(([name, grant]) => {
    const library = grant.ffi?.[Deno.build.target];
    return library === undefined ? [] : [`${name}/${library}`];
  });
  const env = entries.flatMap(([, grant]) => grant.env ?? []);
  return { ffi: ffi.sort(), env: [...new Set(env)].sort() };
}

function checkTarget(name: string, stage: Stage): void {
  const { ffi } = stage.packages![name]!;
  if (ffi === undefined || Deno.build.target in ffi) return;
  throw new UnavailableError(
    name,
    `Package "${name}" of stage "${stage.id}" has no native library for ${Deno.build.target}: run it on one of ${
      Object.keys(ffi).join(", ")
    }`,
  );
}

/** Copies regular files and folders; whatever else a package holds is not needed. */
async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isFile, isDirectory } of Deno.readDir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    if (isDirectory) await copyFolder(source, target);
    else if (isFile) await Deno.copyFile(source, target);
  }
}
