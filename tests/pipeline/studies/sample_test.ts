/** The study of generated pictures at small scale: what a change executes, and what not. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { composeCase } from "../../../data/sample/compose_case.ts";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import { rememberedDevice } from "../../../models/runtime/remembered_device.ts";
import type { RunEvent } from "../../../pipeline/engine/events.ts";
import type { Study, StudyNode } from "../../../pipeline/engine/study.ts";
import type { FitParams } from "../../../pipeline/stages/fit.ts";
import { heldOut } from "../../../pipeline/stages/fit/held_out.ts";
import type { Split } from "../../../pipeline/stages/fit/split.ts";
import type { GenerateParams } from "../../../pipeline/stages/generate.ts";
import type { StudyDevices } from "../../../pipeline/stages/networks/study_devices.ts";
import type { ReferenceMapsParams } from "../../../pipeline/stages/reference_maps.ts";
import { shardOf } from "../../../pipeline/stages/shards/shard_of.ts";
import { SHARDS } from "../../../pipeline/studies/network_nodes.ts";
import { sampleOf } from "../../../pipeline/studies/sample.ts";
import { adapterIsThere, needsWebgpu } from "../../support/needs_webgpu.ts";
import { filesOf } from "../../support/sample_data_set.ts";
import { ToyProject, type ToyRun } from "../../support/toy_project.ts";

const WASM: StudyDevices = {
  device: "wasm",
  facts: wasmFacts(),
  wasm: wasmFacts(),
};

/** So many pictures show every diagnosis to every network. */
const ENOUGH = 24;

/** How far a figure of maps on WebGPU may be from that on WebAssembly. */
const TOLERANCE = 1e-3;

let project: ToyProject;

Deno.test.beforeAll(async () => {
  project = await ToyProject.ofThis();
});
Deno.test.afterAll(() => project[Symbol.asyncDispose]());

function studyOf(images: number, devices: StudyDevices = WASM): Study {
  return sampleOf({ images, runs: 1 }, { devices });
}

function nodeOf(study: Study, id: string): StudyNode {
  return study.nodes.find((node) => node.id === id)!;
}

/** The id of a picture by its place. */
function imageAt(place: number): string {
  const { seed } = nodeOf(studyOf(ENOUGH), "generate").params as GenerateParams;
  return composeCase(seed, place).scene.image;
}

/** The least number of pictures after which one comes that no network is fitted to. */
function imagesBeforeHeldOut(): number {
  const fits = studyOf(ENOUGH).nodes.filter(({ stage }) => stage.id === "fit");
  let images = ENOUGH;
  while (
    !fits.every(({ params }) => heldOut(imageAt(images), params as FitParams))
  ) images++;
  return images;
}

const IMAGES = imagesBeforeHeldOut();

/** The ids of the networks that are fitted to one split each. */
const NETWORKS = studyOf(IMAGES).nodes.flatMap(({ id, stage }) =>
  stage.id === "fit" ? [id.slice("fit-".length)] : []
);

/** The network that is fitted once a fold, where the shards are the folds. */
const FOLDED = "dermx";

/** The study with something else about one node. */
function withNode(study: Study, id: string, change: Partial<StudyNode>): Study {
  const nodes = study.nodes.map((node) =>
    node.id === id ? { ...node, ...change } : node
  );
  return { ...study, nodes };
}

async function run(study: Study): Promise<ToyRun> {
  const found = await project.run(study);
  assert.deepEqual(found.failures, {});
  const states = [...found.outcomes.values()].map(({ state }) => state);
  assert.deepEqual([...new Set(states)], ["done"]);
  return found;
}

/** What a run executes that ends when the first shard of a network is through. */
async function stoppedRun(): Promise<readonly Finished[]> {
  const stop = new AbortController();
  const executed: Finished[] = [];
  const stopped = project.run(studyOf(IMAGES), {
    signal: stop.signal,
    onEvent: (event) => {
      if (event.type !== "action-finished") return;
      if (event.outcome === "executed") executed.push(event);
      if (event.node.startsWith("infer-")) stop.abort();
    },
  });
  await assert.rejects(stopped, { name: "AbortError" });
  return executed;
}

type Finished = RunEvent & { readonly type: "action-finished" };

/** Runs the study once for all tests, in two attempts. */
let cold: Promise<{ stopped: readonly Finished[]; whole: ToyRun }> | undefined;
function coldRun(): NonNullable<typeof cold> {
  return cold ??= (async () => ({
    stopped: await stoppedRun(),
    whole: await run(studyOf(IMAGES)),
  }))();
}

/** The actions of a run by node and shard. */
function actionsOf({ outcomes }: ToyRun) {
  return [...outcomes].flatMap(([node, outcome]) =>
    outcome.state === "done"
      ? outcome.actions.map((action) => ({ node, ...action }))
      : []
  );
}

function digestOf(run: ToyRun, node: string, port: string): string {
  return project.blobs(run, node, port).join();
}

/** Two architectures take the same pictures, and which is first prepares them. */
function executedIn({ executed }: ToyRun): string[] {
  return executed.map((name) => name.replace(/^preprocess-\w+/, "preprocess"));
}

function shardsOf(node: string, shards: Iterable<number>): string[] {
  return Array.from(shards, (shard) => `${node}#${shard}`);
}

const ALL = Array.from({ length: SHARDS }, (_, shard) => shard);

/** Of what is executed, what concerns networks with splits, and those with folds. */
function byNetworks(names: readonly string[]): {
  split: string[];
  folded: string[];
} {
  const isFolded = (name: string): boolean =>
    /^(labels|fit_heads|measures|exhibits|rater_localisation)$|^localisation-|by_fold|-dermx/
      .test(name);
  return {
    split: names.filter((name) => !isFolded(name)),
    folded: names.filter(isFolded),
  };
}

/** Maps of networks with folds, and those that look at no image, against outlines. */
const LOCALISATION = [FOLDED, "centre", "random"].flatMap((id) =>
  shardsOf(`localisation-${id}`, ALL)
);

Deno.test("sampleOf() goes on where a stopped run ended", async () => {
  const { stopped, whole } = await coldRun();
  const keys = new Set(actionsOf(whole).map(({ planned }) => planned.key));
  const before = stopped.map(({ key }) => key);
  const after = whole.events.flatMap((event) =>
    event.type === "action-finished" && event.outcome === "executed"
      ? [event.key]
      : []
  );
  assert.ok(stopped.some(({ node }) => node.startsWith("infer-")));
  assert.ok(after.length > 0);
  // Each action is executed once, in the one run or the other.
  assert.deepEqual([...before, ...after].sort(), [...keys].sort());
});

Deno.test("sampleOf() executes nothing a second time", async () => {
  await coldRun();
  assert.deepEqual((await run(studyOf(IMAGES))).executed, []);
});

Deno.test("sampleOf() puts facts of the device into the keys of numeric stages, and no others", async () => {
  const { whole } = await coldRun();
  assertDevices(studyOf(IMAGES), whole);
});

function assertDevices(study: Study, run: ToyRun): void {
  const numeric = new Set<string>();
  for (const { node, planned } of actionsOf(run)) {
    const { stage, device } = nodeOf(study, node);
    assert.deepEqual(planned.fields.device, device, node);
    assert.equal(device !== undefined, stage.numeric ?? false, node);
    if (stage.numeric) numeric.add(stage.id);
  }
  assert.ok(numeric.has("features") && numeric.has("infer"));
}

Deno.test("sampleOf() runs one shard a network for one more picture that is held out", async () => {
  const { whole } = await coldRun();
  const more = await run(studyOf(IMAGES + 1));
  const image = imageAt(IMAGES);
  const shard = [shardOf(image, SHARDS)];

  const { split, folded } = byNetworks(executedIn(more));
  assert.deepEqual(
    split,
    [
      ...["agreement", "benchmark", "figures", "generate", "ingest"],
      ...["raster_check", "report", "resize_masks"],
      ...["draw", "preprocess"].flatMap((node) => shardsOf(node, shard)),
      ...NETWORKS.flatMap((network) => [
        `fit-${network}`,
        ...shardsOf(`features-${network.replace(/-\d+$/, "")}`, shard),
        ...["infer", "gradcam", "score"].flatMap((stage) =>
          shardsOf(`${stage}-${network}`, shard)
        ),
      ]),
      ...["centre", "random"].flatMap((kind) => [
        ...shardsOf(`reference_maps-${kind}`, shard),
        ...shardsOf(`score-${kind}`, shard),
      ]),
      ...shardsOf("rater_scores", ALL),
    ].sort(),
  );
  for (const network of NETWORKS) {
    const fit = `fit-${network}`;
    for (const port of ["model", "card"]) {
      assert.equal(digestOf(more, fit, port), digestOf(whole, fit, port));
    }
  }
  const tested = await heldOutImages(whole);
  assert.deepEqual(await heldOutImages(more), [...tested, image]);

  // The picture is tested in one fold, and the networks of all others are fitted to it.
  const others = ALL.filter((fold) => fold !== shard[0]);
  assert.deepEqual(
    folded,
    [
      ...["labels", "fit_heads", "rater_localisation", "measures", "exhibits"],
      ...shardsOf(`rewrite-${FOLDED}`, others),
      ...["infer", "gradcam"].flatMap((stage) =>
        shardsOf(`${stage}-${FOLDED}`, ALL)
      ),
      ...["centre", "random"].flatMap((kind) =>
        shardsOf(`reference_maps-by_fold-${kind}`, ALL)
      ),
      ...LOCALISATION,
    ].sort(),
  );
  const models = (run: ToyRun) => project.blobs(run, "fit_heads", "models");
  for (const fold of ALL) {
    const [before, after] = [models(whole)[fold], models(more)[fold]];
    assert.equal(before === after, !others.includes(fold), `fold ${fold}`);
  }
});

/** The images that the first network was not fitted to. */
async function heldOutImages(run: ToyRun): Promise<readonly string[]> {
  const [text] = await project.text(run, `fit-${NETWORKS[0]}`, "split");
  const { test } = JSON.parse(text!) as Split;
  return test;
}

Deno.test("sampleOf() runs no network again for an evaluation less", async () => {
  const { whole } = await coldRun();
  const [archive] = project.blobs(whole, "generate", "annotations");
  const files = await filesOf(archive!);
  const image = (await heldOutImages(whole))[0]!;
  const gone = [...files.keys()].find((name) => name.includes(image))!;
  files.delete(gone);
  const less = join(project.folder, "less.tar");
  writeTar(less, Array.from(files, ([name, bytes]) => ({ name, bytes })));
  const study = studyOf(IMAGES);
  const { inputs } = nodeOf(study, "ingest");

  const found = await run(withNode(study, "ingest", {
    inputs: { ...inputs, annotations: { file: pathToFileURL(less) } },
  }));
  const shard = [shardOf(image, SHARDS)];
  const { split, folded } = byNetworks(found.executed);
  assert.deepEqual(
    split,
    [
      ...["agreement", "benchmark", "figures", "ingest", "raster_check"],
      ...["report", "resize_masks"],
      ...[...NETWORKS, "centre", "random"].flatMap((id) =>
        shardsOf(`score-${id}`, shard)
      ),
      ...shardsOf("rater_scores", ALL),
    ].sort(),
  );
  // What raters said of a picture is learnt in every fold but its own.
  for (const stage of ["rewrite", "infer"]) {
    assert.ok(!folded.includes(`${stage}-${FOLDED}#${shard[0]}`), stage);
  }
  for (const name of ["labels", "fit_heads", "measures", ...LOCALISATION]) {
    assert.ok(folded.includes(name), name);
  }
});

Deno.test("sampleOf() scores the random maps alone again for another seed of them", async () => {
  await coldRun();
  const study = studyOf(IMAGES);
  const params = nodeOf(study, "reference_maps-random")
    .params as ReferenceMapsParams;
  const other = { ...params, seed: params.seed + 1 };
  const found = await run(
    withNode(study, "reference_maps-random", { params: other }),
  );
  assert.deepEqual(found.executed, [
    "benchmark",
    "exhibits",
    ...shardsOf("reference_maps-random", ALL),
    "report",
    ...shardsOf("score-random", ALL),
  ]);
});

Deno.test(
  "sampleOf() finds the same on WebGPU, once each network has passed",
  needsWebgpu(),
  async () => {
    await adapterIsThere();
    const { whole } = await coldRun();
    const { facts } = await rememberedDevice("webgpu", {
      file: join(project.folder, "device.json"),
    });
    const study = studyOf(IMAGES, { ...WASM, device: "webgpu", facts });
    const found = await run(study);
    assertDevices(study, found);

    const numeric = [
      ...NETWORKS.flatMap((network) => [
        `parity-${network}`,
        ...shardsOf(`infer-${network}`, ALL),
      ]),
      ...["parity", "infer"].flatMap((stage) =>
        shardsOf(`${stage}-${FOLDED}`, ALL)
      ),
    ].sort();
    assert.deepEqual(
      found.executed.filter((name) => /^(parity|infer|features)-/.test(name)),
      numeric,
    );
    for (const { node, planned } of actionsOf(found)) {
      const { stage, inputs } = nodeOf(study, node);
      if (stage.id !== "infer") continue;
      const network = node.slice("infer-".length);
      const parity = { node: `parity-${network}`, port: "verdict" };
      assert.deepEqual(inputs.verdict, parity);
      assert.equal(typeof planned.fields.inputs.verdict, "string");
    }
    for (const table of ["diagnosis", "confusion"]) {
      assert.deepEqual(
        await project.text(found, "benchmark", table),
        await project.text(whole, "benchmark", table),
      );
    }
    for (
      const table of [
        { node: "benchmark", port: "explanation", least: 1000 },
        { node: "measures", port: "choices", least: 100 },
      ]
    ) await assertClose([found, whole], table);
    // Neither device takes the other's results for its own.
    assert.deepEqual((await run(studyOf(IMAGES))).executed, []);
  },
);

/** Compares a table of two runs, number by number. */
async function assertClose(
  runs: readonly [ToyRun, ToyRun],
  { node, port, least }: {
    readonly node: string;
    readonly port: string;
    /** The numbers that there are at least. */
    readonly least: number;
  },
): Promise<void> {
  const [actual, expected] = await Promise.all(runs.map(async (run) => {
    const [text] = await project.text(run, node, port);
    return text!.trimEnd().split("\n").map((line) => {
      const at = line.lastIndexOf(",");
      return { name: line.slice(0, at), value: Number(line.slice(at + 1)) };
    });
  }));
  assert.ok(expected!.length > least);
  assert.deepEqual(
    actual!.map(({ name }) => name),
    expected!.map(({ name }) => name),
  );
  for (const [i, { name, value }] of expected!.entries()) {
    if (Number.isNaN(value)) continue;
    const error = Math.abs(actual![i]!.value - value);
    assert.ok(error <= TOLERANCE, `${name} is off by ${error}`);
  }
}
