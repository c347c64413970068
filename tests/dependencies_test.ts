import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What the files of a folder may import, as prefixes of paths; the longest folder counts. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "data": ["data/"],
  "models": ["models/"],
  "pipeline/engine": ["pipeline/engine/"],
  "pipeline/metrics": ["pipeline/metrics/", "data/dermx/mask.ts"],
  "pipeline/stages": [
    "pipeline/stages/",
    "pipeline/engine/",
    "pipeline/metrics/",
    "models/",
    "data/",
  ],
  "pipeline/studies": ["pipeline/", "data/"],
  "pipeline/commands": ["pipeline/", "models/", "data/"],
};

/** Folders above that even a wider permission does not reach. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  "pipeline/studies": ["pipeline/commands/"],
};

interface Import {
  readonly file: string;
  readonly target: string;
}

function* modules(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(join(ROOT, folder))) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* modules(path);
    else if (name.endsWith(".ts")) yield path;
  }
}

function* imports(file: string): Generator<Import> {
  const text = Deno.readTextFileSync(join(ROOT, file));
  const pattern = /(?:from|import|import\()\s*"(\.{1,2}\/[^"]+)"/g;
  for (const [, specifier] of text.matchAll(pattern)) {
    const path = join(ROOT, dirname(file), specifier!);
    yield { file, target: relative(ROOT, path) };
  }
}

Deno.test("imports point one way: commands, studies, stages, then engine, metrics, models and data", () => {
  let count = 0;
  const wrong: string[] = [];
  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    for (const file of modules(folder)) {
      for (const { target } of imports(file)) {
        count++;
        const isAllowed = allowed.some((prefix) => target.startsWith(prefix)) &&
          !NEVER[folder]?.some((prefix) => target.startsWith(prefix));
        if (!isAllowed) wrong.push(`${file} imports ${target}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(count > 100, `only ${count} imports were seen`);
});

Deno.test("a file over 400 lines says why on its first lines", () => {
  const long = ["pipeline", "data", "tests", "bench"].flatMap((folder) =>
    [...modules(folder)].filter((file) => {
      const lines = Deno.readTextFileSync(join(ROOT, file)).split("\n");
      return lines.length > 400 &&
        !/\blong\b|lines/i.test(lines.slice(0, 8).join("\n"));
    })
  );
  assert.deepEqual(long, []);
});
