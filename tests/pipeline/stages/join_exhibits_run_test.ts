import assert from "node:assert/strict";
import { join } from "node:path";
import type { Exhibits } from "../../../pipeline/stages/exhibits/exhibit.ts";
import { joinExhibitsStage } from "../../../pipeline/stages/join_exhibits.ts";
import { run } from "../../../pipeline/stages/join_exhibits_run.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { REPORT_EXHIBITS } from "../../support/report_parts.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** The same under other ids. */
function renamed(prefix: string, caution: string | null): Exhibits {
  const { checks, exhibits } = REPORT_EXHIBITS;
  return {
    caution,
    checks: checks.map((check) => ({ ...check, id: `${prefix}-${check.id}` })),
    exhibits: exhibits.map((x) => ({ ...x, id: `${prefix}-${x.id}` })),
  };
}

async function joined(
  parts: Readonly<Record<string, Exhibits>>,
): Promise<Exhibits> {
  return await withFolder(async (folder) => {
    const order = Object.keys(parts);
    const inputs = Object.fromEntries(
      order.map((port) => [port, join(folder, `${port}.json`)]),
    );
    for (const port of order) {
      await Deno.writeTextFile(inputs[port]!, JSON.stringify(parts[port]));
    }
    const io = stageIO(folder, {
      params: { order },
      inputs,
      outputs: outputsOf(joinExhibitsStage(order)),
    });
    await run(io);
    return await readJson(io.output("exhibits"));
  });
}

Deno.test("run() of join_exhibits keeps the order of the ports, and every caution", async () => {
  const parts = {
    b: renamed("b", "Mind the first."),
    a: renamed("a", null),
    c: renamed("c", "Mind the third."),
  };
  assert.deepEqual(await joined(parts), {
    caution: "Mind the first. Mind the third.",
    checks: [...parts.b.checks, ...parts.a.checks, ...parts.c.checks],
    exhibits: [...parts.b.exhibits, ...parts.a.exhibits, ...parts.c.exhibits],
  });
});

Deno.test("run() of join_exhibits has no caution where there is none", async () => {
  const { caution } = await joined({ a: renamed("a", null) });
  assert.equal(caution, null);
});

Deno.test("run() of join_exhibits refuses two of one id", async () => {
  const a = renamed("a", null);
  await assert.rejects(joined({ a, b: { ...a, exhibits: [] } }), {
    name: "RangeError",
    message: 'Cannot show two checks with the id "a-macro-f1": rename one',
  });
  await assert.rejects(joined({ a, b: { ...a, checks: [] } }), {
    message: 'Cannot show two tables with the id "a-union": rename one',
  });
});

Deno.test("run() of join_exhibits refuses what are no exhibits", async () => {
  await assert.rejects(joined({ a: { checks: [] } as never }), {
    name: "TypeError",
    message: /^Cannot read ".*a\.json": /,
  });
});
