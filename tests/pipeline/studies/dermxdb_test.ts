import assert from "node:assert/strict";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import type { Study } from "../../../pipeline/engine/study.ts";
import { validateStudy } from "../../../pipeline/engine/validate_study.ts";
import {
  DERMXDB_BASELINES,
  DERMXDB_SELECTIONS,
} from "../../../pipeline/stages/baselines_dermxdb.ts";
import { dermxdbComparison } from "../../../pipeline/stages/compare_dermxdb.ts";
import { FINDING_IDS } from "../../../pipeline/stages/findings.ts";
import { DERMXDB_FINDINGS } from "../../../pipeline/stages/findings_dermxdb.ts";
import { PUBLISHED_FINDINGS } from "../../../pipeline/stages/findings_published.ts";
import { DERMXDB_LABELS } from "../../../pipeline/stages/labels_dermxdb.ts";
import { dermxdb } from "../../../pipeline/studies/dermxdb.ts";
import type { StudyOptions } from "../../../pipeline/studies/catalogue.ts";
import type { Supplied } from "../../../pipeline/studies/supplied.ts";
import type { MeasuresParams } from "../../../pipeline/stages/measures.ts";
import type { StudyDevices } from "../../../pipeline/stages/networks/study_devices.ts";
import type { Sources } from "../../../pipeline/studies/sources.ts";
import { readJson } from "../../support/read_json.ts";

const WASM = wasmFacts();

/** How a GPU would be told of. */
const GPU: StudyDevices = {
  device: "webgpu",
  facts: { ...WASM, provider: "webgpu" },
  wasm: WASM,
};

/** What a user has who has photographs. */
const SUPPLIED: Supplied = { images: new URL("file:///photographs/") };

async function study(options: Partial<StudyOptions> = {}): Promise<Study> {
  return dermxdb({
    sources: await readJson<Sources>(
      new URL("../../../data/sources.json", import.meta.url),
    ),
    replaced: false,
    devices: { device: "wasm", facts: WASM, wasm: WASM },
    ...options,
  });
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

Deno.test("dermxdb() compares the labels that the baselines show first with the printed ones", async () => {
  const { nodes } = await study();
  const shown = nodes.find(({ id }) => id === "labels")!;
  assert.deepEqual(shown.params, DERMXDB_LABELS);
  assert.ok("printed" in shown.inputs);
  const { scope, rule, least, characteristics } = DERMXDB_LABELS;
  const [{ id: _, title: __, ...first } = {}] = DERMXDB_SELECTIONS;
  assert.deepEqual(first, { scope, rule, least });
  assert.deepEqual(DERMXDB_BASELINES.selections, DERMXDB_SELECTIONS);
  assert.deepEqual(DERMXDB_BASELINES.characteristics, characteristics);
});

Deno.test("dermxdb() runs two networks on photographs, which are a graph in order", async () => {
  const { nodes } = await study({ supplied: SUPPLIED });
  assert.equal(
    validateStudy(await study({ supplied: SUPPLIED })).length,
    nodes.length,
  );
  const onDevice = nodes.filter(({ device }) => device !== undefined);
  assert.deepEqual(onDevice.map(({ id }) => id), [
    "infer-dermx",
    "infer-dermx_plus",
  ]);
  const { params } = nodes.find(({ id }) => id === "measures")!;
  const networks = ["dermx", "dermx_plus"];
  assert.deepEqual(
    (params as MeasuresParams).networks.map(({ id }) => id),
    networks,
  );
  for (const id of networks) {
    const { inputs } = nodes.find((node) => node.id === `build-${id}`)!;
    assert.deepEqual(inputs, { weights: { node: "weights", port: id } });
  }
});

Deno.test("dermxdb() compares networks on a GPU with WebAssembly before they are run", async () => {
  const { nodes } = await study({ supplied: SUPPLIED, devices: GPU });
  for (const id of ["dermx", "dermx_plus"]) {
    const parity = nodes.find((node) => node.id === `parity-${id}`)!;
    assert.deepEqual(
      [parity.inputs.model, parity.inputs.reference],
      [
        { node: `rewrite-${id}`, port: "model" },
        { node: `rewrite_wasm-${id}`, port: "model" },
      ],
    );
    const { inputs } = nodes.find((node) => node.id === `infer-${id}`)!;
    assert.deepEqual(inputs.verdict, {
      node: `parity-${id}`,
      port: "verdict",
    });
  }
});

Deno.test("dermxdb() asks the hosts of the weights, and none that it does not know", async () => {
  const { nodes } = await study({ supplied: SUPPLIED });
  assert.deepEqual(nodes.find(({ id }) => id === "weights")!.hosts, [
    "api.github.com",
    "raw.githubusercontent.com",
  ]);
  const sources = await readJson<Sources>(
    new URL("../../../data/sources.json", import.meta.url),
  );
  const { weights: _, ...release } = sources["release-v2"]!;
  const other = await study({
    supplied: SUPPLIED,
    sources: { ...sources, "release-v2": release },
  });
  assert.ok(!other.nodes.some(({ id }) => id === "weights"));
  const { inputs } = other.nodes.find(({ id }) => id === "build-dermx")!;
  assert.match(
    (inputs.weights as { readonly message: string }).message,
    /^The sources do not say where the weights of "release-v2" are: /,
  );
});

for (const supplied of [{}, { supplied: SUPPLIED }]) {
  const has = "supplied" in supplied ? "with" : "without";

  Deno.test(`dermxdb() names artifacts where they are, ${has} photographs`, async () => {
    const { nodes } = await study(supplied);
    const fileOf = (node: string, port: string): string =>
      `${node}/${
        nodes.find(({ id }) => id === node)!.stage.outputs[port]!.file
      }`;
    const inputsOf = (node: string): [port: string, artifact: string][] =>
      Object.entries(nodes.find(({ id }) => id === node)!.inputs).flatMap((
        [port, source],
      ) => "node" in source ? [[port, fileOf(source.node, source.port)]] : []);
    const { tables } = dermxdbComparison({ photographs: has === "with" });
    assert.deepEqual(
      inputsOf("compare"),
      tables.map(({ port, artifact }) => [port, artifact]),
    );
    const { artifacts } = DERMXDB_FINDINGS;
    for (const [port, artifact] of inputsOf("findings")) {
      assert.equal(artifacts[port as keyof typeof artifacts], artifact);
    }
  });

  Deno.test(`dermxdb() publishes each file once, ${has} photographs`, async () => {
    const { publications, unpublished } = await study(supplied);
    const files = publications.map(({ file }) => file);
    assert.deepEqual(files.toSorted(), [...new Set(files)].toSorted());
    assert.ok(files.includes("tables/fusion.csv"));
    assert.ok(files.includes("tables/networks.csv"));
    assert.deepEqual(unpublished, [
      ...["fetch", "fuse", "resize_masks", "weights"],
      ...(has === "without" ? [] : [
        "photographs",
        ...["build-dermx", "preprocess-dermx"],
        ...["build-dermx_plus", "preprocess-dermx_plus"],
        ...["rewrite-dermx", "rewrite-dermx_plus"],
      ]),
    ]);
  });
}

Deno.test("dermxdb() says when the data are not the published release", async () => {
  const paramsOf = async (
    replaced: boolean,
  ): Promise<{ data: string; isNot: readonly string[] }> =>
    (await study({ replaced })).nodes.at(-1)!.params as never;
  assert.equal((await paramsOf(true)).data, "replaced");
  assert.match((await paramsOf(true)).isNot[0]!, /not the published release/);
  assert.equal((await paramsOf(false)).data, "released");
});

Deno.test("every finding is asked for by a study", () => {
  const asked = [PUBLISHED_FINDINGS, DERMXDB_FINDINGS]
    .flatMap(({ findings }) => findings);
  assert.deepEqual(new Set(asked), new Set(FINDING_IDS));
});
