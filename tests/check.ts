/**
 * The test command: format, lint, types, docs, tests. It stops at the first check
 * that fails, and ends with a line such as `123 passed, 0 failed, 0 skipped`.
 */
import { readJunit, type TestCounts } from "./support/junit.ts";

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

/**
 * Tests the native runtime too, which is fetched for it: 289 MB, so that a default
 * installation goes without.
 */
const CPU = "--cpu";

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

const suites = [await test(Deno.args.filter((arg) => arg !== CPU))];
if (Deno.args.includes(CPU)) {
  suites.push(await test(["tests/models/runtime/cpu_check.ts"]));
}
const sum = (count: keyof TestCounts): number =>
  suites.reduce((total, suite) => total + suite[count], 0);
print(
  `${sum("passed")} passed, ${sum("failed")} failed, ${
    sum("skipped")
  } skipped\n`,
);
Deno.exit(sum("failed") > 0 ? 1 : 0);

/** Runs tests; ends the program where none ran or their process died. */
async function test(args: readonly string[]): Promise<TestCounts> {
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  const { code } = await new Deno.Command(DENO, {
    args: [
      "test",
      "--frozen",
      "--parallel",
      `--junit-path=${report}`,
      ...TEST_PERMISSIONS,
      ...args,
    ],
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  const counts = readJunit(await Deno.readTextFile(report));
  await Deno.remove(report);
  if (counts.passed === 0 || (code !== 0 && counts.failed === 0)) {
    print(`tests: ended with exit code ${code}\n`);
    Deno.exit(1);
  }
  return counts;
}

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
