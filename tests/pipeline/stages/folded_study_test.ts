/** The stages from published weights to maps by fold, bundled and sandboxed. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { DIAGNOSES } from "../../../data/dermx/ontology.ts";
import { encodePng } from "../../../data/image/encode_png.ts";
import { readNpy } from "../../../data/npy.ts";
import { dermxOn } from "../../../models/architectures/torch/dermx_on.ts";
import { wasmFacts } from "../../../models/runtime/facts_of.ts";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { build, type BuildParams } from "../../../pipeline/stages/build.ts";
import { inferStage } from "../../../pipeline/stages/infer.ts";
import { preprocessStage } from "../../../pipeline/stages/preprocess.ts";
import {
  foldedRewrite,
  type RewriteParams,
} from "../../../pipeline/stages/rewrite.ts";
import { madeUpState } from "../../support/made_up_state.ts";
import { noise } from "../../support/noise.ts";
import { savedState } from "../../support/saved_state.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

const CHARACTERISTICS = Array.from({ length: 10 }, (_, k) => `c${k}`);

/** Gives files by fold, as the stages that fetch weights and find photographs do. */
const FOLDS = `
export async function run(io) {
  for (const port of ["weights", "photographs"]) {
    await Deno.mkdir(io.output(port), { recursive: true });
    for (const fold of [0, 1]) {
      await Deno.copyFile(io.input(port + fold), io.output(port) + "/" + fold);
    }
  }
}`;

/** Writes a photograph of each fold. */
function supplyPhotographs({ folder }: ToyProject): void {
  for (const fold of [0, 1]) {
    const picture = noise({ width: 30 + fold, height: 20, channels: 3 });
    writeTar(join(folder, `photographs${fold}`), [
      { name: `${fold}.png`, bytes: encodePng(picture) },
    ]);
  }
}

/** Writes the weights of each fold: the same numbers, from files of these stems. */
async function supplyWeights(
  { folder }: ToyProject,
  stems: readonly string[],
): Promise<void> {
  const state = madeUpState(dermxOn("efficientnet_b0"));
  for (const [fold, stem] of stems.entries()) {
    const bytes = savedState(state, stem);
    await Deno.writeFile(join(folder, `weights${fold}`), bytes);
  }
}

function nodesOf(project: ToyProject): StudyNode[] {
  const source = (name: string) => ({
    file: pathToFileURL(join(project.folder, name)),
  });
  const inputs = ["weights0", "weights1", "photographs0", "photographs1"];
  const from = (node: string, port: string) => ({ node, port });
  const facts = wasmFacts();
  return [
    toyNode(
      project.stage("folds", {
        inputs: Object.fromEntries(inputs.map((port) => [port, {}])),
        outputs: {
          weights: { file: "weights", partitioned: true },
          photographs: { file: "photographs", partitioned: true },
        },
      }),
      {
        inputs: Object.fromEntries(inputs.map((name) => [name, source(name)])),
      },
    ),
    toyNode(build, {
      params: {
        network: "DermX",
        labels: CHARACTERISTICS,
        diagnoses: DIAGNOSES,
      } satisfies BuildParams,
      inputs: { weights: from("folds", "weights") },
    }),
    toyNode(preprocessStage({ ofNetwork: true }), {
      inputs: {
        photographs: from("folds", "photographs"),
        input: from("build", "input"),
      },
    }),
    toyNode(foldedRewrite, {
      params: {
        id: "dermx",
        device: "wasm",
        labels: CHARACTERISTICS,
        diagnoses: DIAGNOSES,
        layer: null,
      } satisfies RewriteParams,
      inputs: { model: from("build", "model"), card: from("build", "card") },
    }),
    toyNode(inferStage("wasm", { folded: true }), {
      params: { batch: 1, facts },
      device: facts,
      inputs: {
        model: from("rewrite", "model"),
        card: from("rewrite", "card"),
        pixels: from("preprocess", "pixels"),
        ids: from("preprocess", "ids"),
      },
    }),
  ];
}

Deno.test("each fold's network sees its own photographs, and other weights run one fold again", async () => {
  await using project = await ToyProject.ofThis();
  await project.write("folds.ts", FOLDS);
  supplyPhotographs(project);
  const nodes = nodesOf(project);
  const stems = ["end", "best_at_7"];
  await supplyWeights(project, stems);
  const first = await project.run(nodes);
  assert.deepEqual(first.failures, {});
  const cards = await project.text(first, "rewrite", "card");
  for (const [fold, stem] of stems.entries()) {
    assert.match(JSON.parse(cards[fold]!).provenance, new RegExp(`"${stem}"$`));
  }
  const ids = await project.text(first, "infer", "ids");
  assert.deepEqual(ids.map((text) => JSON.parse(text)), [["0"], ["1"]]);
  for (
    const [port, shape] of [
      ["diagnoses", [1, 6]],
      ["logits", [1, 10]],
      ["cam", [1, 10, 7, 7]],
    ] as const
  ) {
    const [one, other] = await Promise.all(
      project.blobs(first, "infer", port).map((path) => readNpy(path)),
    );
    assert.deepEqual([one!.shape, other!.shape], [shape, shape]);
    assert.notDeepEqual(one!.data, other!.data);
  }

  await supplyWeights(project, ["end", "best_at_9"]);
  const second = await project.run(nodes);
  assert.deepEqual(second.executed, [
    "build#1",
    "folds",
    "infer#1",
    "rewrite#1",
  ]);
});
