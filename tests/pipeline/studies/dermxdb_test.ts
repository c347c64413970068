import assert from "node:assert/strict";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import type { Study } from "../../../pipeline/engine/study.ts";
import { validateStudy } from "../../../pipeline/engine/validate_study.ts";
import {
  DERMXDB_BASELINES,
  DERMXDB_SELECTIONS,
} from "../../../pipeline/stages/baselines_dermxdb.ts";
import { DERMXDB_COMPARISON } from "../../../pipeline/stages/compare_dermxdb.ts";
import { FINDING_IDS } from "../../../pipeline/stages/findings.ts";
import { DERMXDB_FINDINGS } from "../../../pipeline/stages/findings_dermxdb.ts";
import { PUBLISHED_FINDINGS } from "../../../pipeline/stages/findings_published.ts";
import { DERMXDB_LABELS } from "../../../pipeline/stages/labels_dermxdb.ts";
import { dermxdb } from "../../../pipeline/studies/dermxdb.ts";
import type { Sources } from "../../../pipeline/studies/sources.ts";
import { readJson } from "../../support/read_json.ts";

const FACTS = wasmFacts();

async function study(replaced = false): Promise<Study> {
  const sources = await readJson<Sources>(
    new URL("../../../data/sources.json", import.meta.url),
  );
  const devices = { device: "wasm", facts: FACTS, wasm: FACTS } as const;
  return dermxdb({ sources, replaced, devices });
}

Deno.test("dermxdb() is a graph in order that needs no device", async () => {
  const { nodes } = await study();
  assert.equal(validateStudy(await study()).length, nodes.length);
  assert.deepEqual(nodes.filter(({ device }) => device !== undefined), []);
  assert.equal(nodes.at(-1)!.id, "report");
});

Deno.test("dermxdb() fetches no weights", async () => {
  const { nodes } = await study();
  const { stage } = nodes.find(({ id }) => id === "fetch")!;
  assert.deepEqual(Object.keys(stage.outputs).toSorted(), [
    "annotations",
    "folds",
    "masks",
    "metadata.csv",
  ]);
});

Deno.test("dermxdb() feeds the baselines the labels of each selection, of which one is compared with prints", async () => {
  const { nodes } = await study();
  const { inputs } = nodes.find(({ id }) => id === "baselines")!;
  for (const { id, labels } of DERMXDB_SELECTIONS) {
    const source = inputs[`labels.${id}`]!;
    assert.ok("node" in source, id);
    const node = nodes.find((node) => node.id === source.node)!;
    assert.deepEqual(node.params, labels);
    assert.equal("printed" in node.inputs, labels.compared.length > 0, id);
  }
  const shown = nodes.find(({ id }) => id === "labels")!;
  assert.deepEqual(shown.params, DERMXDB_LABELS);
  assert.deepEqual(
    DERMXDB_BASELINES.characteristics,
    DERMXDB_LABELS.characteristics,
  );
});

Deno.test("dermxdb() names artifacts where they are", async () => {
  const { nodes } = await study();
  const fileOf = (node: string, port: string): string =>
    `${node}/${nodes.find(({ id }) => id === node)!.stage.outputs[port]!.file}`;
  const inputsOf = (node: string): [port: string, artifact: string][] =>
    Object.entries(nodes.find(({ id }) => id === node)!.inputs).flatMap((
      [port, source],
    ) => "node" in source ? [[port, fileOf(source.node, source.port)]] : []);
  assert.deepEqual(
    inputsOf("compare"),
    DERMXDB_COMPARISON.tables.map(({ port, artifact }) => [port, artifact]),
  );
  const { artifacts } = DERMXDB_FINDINGS;
  for (const [port, artifact] of inputsOf("findings")) {
    assert.equal(artifacts[port as keyof typeof artifacts], artifact);
  }
});

Deno.test("dermxdb() publishes each file once, and not the votes", async () => {
  const { publications, unpublished } = await study();
  const files = publications.map(({ file }) => file);
  assert.deepEqual(files.toSorted(), [...new Set(files)].toSorted());
  assert.ok(files.includes("tables/fusion.csv"));
  assert.deepEqual(unpublished, ["fetch", "fuse"]);
});

Deno.test("dermxdb() says when the data are not the published release", async () => {
  const paramsOf = async (
    replaced: boolean,
  ): Promise<{ data: string; isNot: readonly string[] }> =>
    (await study(replaced)).nodes.at(-1)!.params as never;
  assert.equal((await paramsOf(true)).data, "replaced");
  assert.match((await paramsOf(true)).isNot[0]!, /not the published release/);
  assert.equal((await paramsOf(false)).data, "released");
});

Deno.test("every finding is asked for by one study", () => {
  const asked = [PUBLISHED_FINDINGS, DERMXDB_FINDINGS]
    .flatMap(({ findings }) => findings);
  assert.deepEqual(asked.toSorted(), FINDING_IDS.toSorted());
});
