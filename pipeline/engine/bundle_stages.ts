import { basename, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rememberFilesOfBundle } from "./bundle_files.ts";
import { type Digest, digestIfThere, digestOf } from "./digest.ts";
import { StageError } from "./errors.ts";
import { packagesOf } from "./packages.ts";
import type { Stage } from "./stage.ts";
import type { Store } from "./store.ts";

/** A stage's bundle, which is in the store. */
export interface Bundle {
  /** Digest of the minified bundle: what is executed and what enters the key. */
  readonly bundle: Digest;
  /** In bytes. */
  readonly bundleSize: number;
  /** Digest of the bundle's external source map, for stack traces. */
  readonly map: Digest;
  /** In bytes. */
  readonly mapSize: number;
  /** Digests of the project's files that the bundle was made from, by path. */
  readonly files: Readonly<Record<string, Digest>>;
}

/** Where {@link bundleStages} works. */
export interface BundleOptions {
  /** The folder that holds `deno.json` and `deno.lock`. */
  readonly root: string;
  /** Where bundles are kept. */
  readonly store: Store;
}

/** The parts of `deno info --json` that matter here. */
interface ModuleGraph {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly code?: { readonly specifier?: string };
      readonly type?: { readonly specifier?: string };
    }[];
  }[];
}

/**
 * Bundles stages, each into one file, by one process: starting one takes longer than
 * to bundle a stage. The bundles are those that each stage would have alone.
 *
 * @param stages With the same packages outside their bundles.
 * @returns The bundles in order of the stages.
 * @throws {StageError} If one of them cannot be bundled; the message is the bundler's.
 */
export async function bundleStages(
  stages: readonly Stage[],
  { root, store }: BundleOptions,
): Promise<Bundle[]> {
  const folder = await store.temporaryFolder();
  const child = new URL("./child.ts", import.meta.url);
  const names = stages.map(({ entry }) => nameOf(fileURLToPath(entry), root));
  const entries = names.map((name) =>
    pathToFileURL(join(folder, `${name}.ts`))
  );
  await Promise.all(entries.map((entry, i) =>
    Deno.writeTextFile(
      entry,
      // Modules are evaluated in this order: the sandbox's own comes first.
      `import { child } from ${JSON.stringify(child.href)};\n` +
        `import { run } from ${JSON.stringify(stages[i]!.entry.href)};\n` +
        `await child(run);\n`,
    )
  ));
  const all = pathToFileURL(join(folder, "all.ts"));
  await Deno.writeTextFile(
    all,
    entries.map(({ href }) => `import ${JSON.stringify(href)};\n`).join(""),
  );
  const config = ["--config", join(root, "deno.json")];
  const digestFiles = async (): Promise<Record<string, Digest>[]> => {
    const args = ["info", "--json", ...config, all.href];
    const graph = JSON.parse(await deno(args, { root, stages }));
    return entries.map((entry) => filesBehind(entry, { graph, root }));
  };
  // The files are hashed before and after: an edit in between must not be recorded as
  // the code of a bundle that was made without it.
  for (;;) {
    const before = await digestFiles();
    await deno([
      "bundle",
      "--quiet",
      "--minify",
      "--platform=deno",
      "--sourcemap=external",
      ...packagesOf(stages[0]!).map((name) => `--external=${name}`),
      ...config,
      "--outdir",
      folder,
      ...entries.map(({ href }) => href),
    ], { root, stages });
    const files = await digestFiles();
    if (JSON.stringify(before) !== JSON.stringify(files)) continue;
    return await Promise.all(names.map(async (name, i) => {
      const output = join(folder, `${name}.js`);
      const bundle = await store.putFile(output);
      const map = await store.putFile(`${output}.map`);
      await rememberFilesOfBundle(store, bundle.digest, files[i]!);
      return {
        bundle: bundle.digest,
        bundleSize: bundle.size,
        map: map.digest,
        mapSize: map.size,
        files: files[i]!,
      };
    }));
  }
}

/**
 * The name of a bundle's own module, which stack traces show: it must not depend on what
 * else is bundled.
 */
function nameOf(entry: string, root: string): string {
  const digest = digestOf(relative(root, entry));
  return `${basename(entry, ".ts")}-${digest.slice(0, 8)}`;
}

/** Digests of every project file that an entry imports, and of the configuration. */
function filesBehind(
  entry: URL,
  { graph, root }: { readonly graph: ModuleGraph; readonly root: string },
): Record<string, Digest> {
  const imports = new Map(
    graph.modules.map(({ specifier, dependencies = [] }) => [
      specifier,
      dependencies.flatMap((
        { code, type },
      ) => [code?.specifier, type?.specifier]),
    ]),
  );
  const found = new Set<string | undefined>([entry.href]);
  // Those that are added are visited too.
  for (const specifier of found) {
    for (const each of imports.get(specifier ?? "") ?? []) found.add(each);
  }
  found.delete(entry.href);
  const paths = [...found]
    // npm packages are covered by the lock file's integrity digests.
    .filter((specifier) => specifier?.startsWith("file:"))
    .map((specifier) => relative(root, fileURLToPath(specifier!)))
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
async function deno(
  args: readonly string[],
  { root, stages }: {
    readonly root: string;
    readonly stages: readonly Stage[];
  },
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: root,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  if (success) return decoder.decode(stdout);
  const names = stages.map(({ id }) => `"${id}"`).join(", ");
  throw new StageError(
    `Cannot bundle stage ${names}: ${
      decoder.decode(stderr).trim() || `deno ${args[0]} failed`
    }`,
  );
}
