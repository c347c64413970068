import assert from "node:assert/strict";
import { join } from "node:path";
import { deniedAccesses } from "../../../pipeline/engine/audit.ts";
import type { Grants } from "../../../pipeline/engine/grants.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const FOLDER = "/store/tmp/action";
const GRANTS: Grants = {
  read: ["in", "out"],
  write: ["out"],
  net: ["example.org", "127.0.0.1:8080"],
  ffi: ["node_modules/some/bin/x64.node"],
  env: ["SOME_SWITCH"],
};

async function denied(log: string): Promise<string[]> {
  let found: string[] = [];
  await withFolder(async (folder) => {
    const path = join(folder, "audit.jsonl");
    await Deno.writeTextFile(path, log);
    found = await deniedAccesses(path, GRANTS, FOLDER);
  });
  return found;
}

/** A line as the runtime writes it. */
function line(permission: string, value: string | null): string {
  const datetime = "2026-01-01T00:00:00Z";
  return `${JSON.stringify({ v: 1, datetime, permission, value })}\n`;
}

const CASES: readonly (readonly [string, string | null, boolean])[] = [
  ["read", "in/table.csv", true],
  ["read", "in", true],
  ["read", `${FOLDER}/in/table.csv`, true],
  ["read", "out/../in/a", true],
  ["read", "./in//a", true],
  ["read", "in/..a", true],
  ["read", "in/../../x", false],
  ["read", "inside", false],
  ["read", ".", false],
  ["read", "/etc/passwd", false],
  ["read", "", false],
  ["read", null, false],
  ["write", "out/a", true],
  ["write", "in/a", false],
  ["write", null, false],
  ["net", "example.org:443", true],
  ["net", "example.org", true],
  ["net", "https://example.org/path?query", true],
  ["net", "http://example.org:8000/", true],
  ["net", "https://EXAMPLE.org/", true],
  ["net", "https://example.org.evil.com/", false],
  ["net", "https://evil.com/?https://example.org/", false],
  ["net", "https://user:example.org@evil.com/", false],
  ["net", "example.org.evil.com:443", false],
  ["net", "api.example.org:443", false],
  ["net", "127.0.0.1:8080", true],
  ["net", "http://127.0.0.1:8080/a", true],
  ["net", "127.0.0.1:80801", false],
  ["net", "http://127.0.0.1/a", false],
  ["net", null, false],
  ["env", "HOME", false],
  ["env", "SOME_SWITCH", true],
  ["env", "SOME_SWITCHES", false],
  ["env", null, false],
  ["sys", "hostname", false],
  ["run", "/bin/ls", false],
  ["ffi", "/lib/libc.so", false],
  ["ffi", `${FOLDER}/node_modules/some/bin/x64.node`, true],
  ["ffi", "node_modules/some/bin/x64.node", true],
  ["ffi", "node_modules/some/bin", false],
  ["ffi", "node_modules/some/bin/arm64.node", false],
  ["ffi", null, false],
  ["read", "node_modules/some/bin/x64.node", false],
  ["import", "deno.land:443", false],
  ["something new", "x", false],
];

for (const [permission, value, granted] of CASES) {
  const verb = granted ? "grants" : "denies";
  const text = value === null ? permission : `${permission} "${value}"`;
  Deno.test(`deniedAccesses() ${verb} ${text}`, async () => {
    const found = await denied(line(permission, value));
    const shown = value ? `${permission} "${value}"` : permission;
    assert.deepEqual(found, granted ? [] : [shown]);
  });
}

Deno.test("deniedAccesses() names each access once", async () => {
  const log = line("env", "HOME") + line("read", "in/a") + line("env", "HOME") +
    line("sys", "hostname");
  assert.deepEqual(await denied(log), ['env "HOME"', 'sys "hostname"']);
});

Deno.test("deniedAccesses() reads as far as a killed process wrote", async () => {
  const log = line("env", "HOME") + line("env", "PATH").slice(0, 30);
  assert.deepEqual(await denied(log), ['env "HOME"']);
});

Deno.test("deniedAccesses() finds nothing without a log", async () => {
  assert.deepEqual(await deniedAccesses("/nowhere/at/all", GRANTS, FOLDER), []);
});
