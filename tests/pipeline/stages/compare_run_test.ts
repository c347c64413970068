import assert from "node:assert/strict";
import { readJsonList } from "../../../data/json_list.ts";
import type { Claim } from "../../../data/ledger/claim.ts";
import { claimSchema } from "../../../data/ledger/claim_schema.ts";
import { compareStage } from "../../../pipeline/stages/compare.ts";
import { dermxdbComparison } from "../../../pipeline/stages/compare_dermxdb.ts";
import { PUBLISHED_COMPARISON } from "../../../pipeline/stages/compare_published.ts";
import { run } from "../../../pipeline/stages/compare_run.ts";
import { evidenceOutputs } from "../../support/evidence_outputs.ts";
import { outputsOf } from "../../support/outputs.ts";
import { publishedFile } from "../../support/published_file.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const PAPERS = {
  dataset_paper: publishedFile("dataset_paper.csv"),
};

async function ledgerOf(
  folder: string,
  inputs: Readonly<Record<string, string>>,
): Promise<readonly Claim[]> {
  const io = stageIO(folder, {
    params: PUBLISHED_COMPARISON,
    inputs: { ...PAPERS, ...inputs },
    outputs: outputsOf(compareStage(PUBLISHED_COMPARISON)),
  });
  await run(io);
  return (await readJsonList(io.output("ledger"), claimSchema)).items;
}

function tally(claims: readonly Claim[]): Record<string, number> {
  const groups = Map.groupBy(
    claims,
    ({ status, blocked_by }) => blocked_by?.id ?? status,
  );
  return Object.fromEntries(
    [...groups].map(([id, { length }]) => [id, length]),
  );
}

Deno.test("run() of compare settles every published number without the release", async () => {
  await withFolder(async (folder) => {
    const { table5a, table5b, text } = await evidenceOutputs(folder);
    const claims = await ledgerOf(folder, {
      table5a: table5a!,
      table5b: table5b!,
      evidence_text: text!,
    });
    assert.equal(claims.length, 863);
    assert.deepEqual(tally(claims), {
      "release-v1": 573,
      "internal-training-set": 8,
      exact: 74,
      "benchmark-models": 204,
      differs: 4,
    });
    assert.deepEqual(
      claims.filter(({ status }) => status === "differs").map(({ id }) => id),
      [
        "text/accuracy_resnet50/mean",
        "text/accuracy_efficientnet_b4/mean",
        "text/accuracy_efficientnet_b4/std",
        "text/f1_advantage_points/value",
      ],
    );
    assert.deepEqual(
      [...new Set(claims.map(({ source }) => source))],
      ["dataset-paper"],
    );
  });
});

Deno.test("run() of compare accepts no release's table that lacks a claim", async () => {
  await withFolder(async (folder) => {
    const { table5a, table5b, text } = await evidenceOutputs(folder);
    const table1 = `${folder}/table1.csv`;
    await Deno.writeTextFile(
      table1,
      "row,column,statistic,value\nAcne,DermNetNZ,count,52\n",
    );
    await assert.rejects(
      ledgerOf(folder, {
        table1,
        table5a: table5a!,
        table5b: table5b!,
        evidence_text: text!,
      }),
      {
        name: "RangeError",
        message: /^Cannot settle claim "table1\/Acne\/SD-260_count": /,
      },
    );
  });
});

Deno.test("run() of compare says how to supply photographs and networks", async () => {
  await withFolder(async (folder) => {
    const { table5a, table5b, text } = await evidenceOutputs(folder);
    const claims = await ledgerOf(folder, {
      table5a: table5a!,
      table5b: table5b!,
      evidence_text: text!,
    });
    const union = claims.find(({ id }) => id === "table6b/Union/f1_mean");
    assert.match(
      union?.blocked_by?.supply ?? "",
      /^pass --images DIR .* and --models DIR with resnet50-0\.onnx to resnet50-4\.onnx and efficientnet_b4-0\.onnx to efficientnet_b4-4\.onnx; /,
    );
    assert.equal(
      claims.find(({ id }) => id === "table5b/Acne/f1_mean")?.route,
      "published-intermediate",
    );
  });
});

for (
  const [name, params] of Object.entries({
    PUBLISHED_COMPARISON,
    "dermxdbComparison()": dermxdbComparison({ photographs: false }),
    "dermxdbComparison() with photographs": dermxdbComparison({
      photographs: true,
    }),
  })
) {
  Deno.test(`${name} waits for tables and gives way to tables that it has`, () => {
    const { tables, blocked } = params;
    const named = [
      ...tables.map(({ unless }) => unless),
      ...blocked.map(({ without }) => without),
    ].filter((port) => port !== undefined);
    const known = tables.map(({ port }) => port);
    assert.deepEqual(named.filter((port) => !known.includes(port)), []);
  });
}

Deno.test("compareStage() needs every paper and takes what there is of the tables", () => {
  const comparison = dermxdbComparison({ photographs: true });
  assert.deepEqual(compareStage(comparison).inputs, {
    framework_paper: {},
    notebook_baselines: {},
    framework: { optional: true },
    networks: { optional: true },
    baselines: { optional: true },
  });
});

const LACK = "The sources pin no weights: add them";

for (
  const { name, options, by, supply } of [
    {
      name: "photographs",
      options: { photographs: false },
      by: "photographs",
      supply: /^ask the owners .* pass their folder: --images DIR; /,
    },
    {
      name: "weights",
      options: { photographs: true },
      by: "weights",
      supply: /"model_weights" .*: --mirror DIR; .* every photograph /,
    },
    {
      name: "weights that the sources know of",
      options: { photographs: true, lack: LACK },
      by: "weights",
      supply: new RegExp(`^${LACK}$`),
    },
  ]
) {
  Deno.test(`run() of compare settles the framework paper without the second release or ${name}`, async () => {
    const comparison = dermxdbComparison(options);
    await withFolder(async (folder) => {
      const io = stageIO(folder, {
        params: comparison,
        inputs: {
          framework_paper: publishedFile("framework_paper.csv"),
          notebook_baselines: publishedFile("notebook_baselines.csv"),
        },
        outputs: outputsOf(compareStage(comparison)),
      });
      await run(io);
      const { items } = await readJsonList(io.output("ledger"), claimSchema);
      assert.deepEqual(tally(items), {
        "framework-images": 1,
        "release-v2": 2 + 24,
        [by]: 6,
      });
      const ofNetworks = items.filter(({ blocked_by }) =>
        blocked_by?.id === by
      );
      for (const { blocked_by } of ofNetworks) {
        assert.match(blocked_by!.supply, supply);
      }
      assert.deepEqual(
        [...new Set(items.map(({ source }) => source))],
        ["framework-paper", "framework-notebook"],
      );
    });
  });
}
