/**
 * The test command: format, lint, types, docs, tests. It stops at the first check
 * that fails, and ends with a line such as `123 passed, 0 failed, 0 skipped`.
 */
import { readJunit } from "./support/junit.ts";

const DENO = Deno.execPath();

/** What tests may do: start Deno and two tools that they compare with, and talk to themselves. */
const TEST_PERMISSIONS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-sys",
  "--allow-net=127.0.0.1",
  `--allow-run=${DENO},sha256sum,mkfifo`,
];

/** Folders whose exported symbols must be documented. */
const DOCUMENTED = ["pipeline", "models", "data"];

const CHECKS: Readonly<Record<string, readonly string[]>> = {
  format: ["fmt", "--check"],
  lint: ["lint"],
  types: ["check", "--frozen", "."],
  docs: ["doc", "--lint", ...DOCUMENTED.flatMap(modules)],
};

for (const [name, args] of Object.entries(CHECKS)) {
  const { success, output } = await deno(args);
  print(success ? `${name}: ok\n` : output);
  if (!success) {
    print(`${name}: failed\n`);
    Deno.exit(1);
  }
}

const report = await Deno.makeTempFile({ suffix: ".xml" });
const { code } = await new Deno.Command(DENO, {
  args: [
    "test",
    "--frozen",
    "--parallel",
    `--junit-path=${report}`,
    ...TEST_PERMISSIONS,
    ...Deno.args,
  ],
  stdin: "null",
}).output();
const { passed, failed, skipped } = readJunit(await Deno.readTextFile(report));
await Deno.remove(report);
print(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
// A run without tests, or one that died, must not look like a good one.
Deno.exit(code === 0 && failed === 0 && passed > 0 ? 0 : 1);

async function deno(
  args: readonly string[],
): Promise<{ success: boolean; output: string }> {
  const { success, stdout, stderr } = await new Deno.Command(DENO, {
    args: [...args],
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return {
    success,
    output: `${decoder.decode(stdout)}${decoder.decode(stderr)}\n`,
  };
}

/** The modules below a folder. */
function modules(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    if (isDirectory) return modules(path);
    return name.endsWith(".ts") ? [path] : [];
  }).sort();
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
