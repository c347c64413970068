import assert from "node:assert/strict";
import { join } from "node:path";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import {
  type WeightsParams,
  weightsStage,
} from "../../../pipeline/stages/weights.ts";
import { weightsHosts } from "../../../pipeline/studies/sources.ts";
import {
  MADE_UP_WEIGHTS as FILES,
  serveWeights,
  weightsOf,
} from "../../support/published_weights.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

let project: ToyProject;
Deno.test.beforeAll(async () => {
  project = await ToyProject.ofThis();
});
Deno.test.afterAll(() => project[Symbol.asyncDispose]());

function node(params: WeightsParams): StudyNode {
  return toyNode(weightsStage(params.networks.map(({ id }) => id)), {
    params,
    hosts: weightsHosts(params),
  });
}

Deno.test("weights stays inside its sandbox, with the network and with a mirror", async () => {
  await using server = serveWeights(FILES);
  const mirror = join(project.folder, "mirror");
  const folder = join(mirror, "toy-0123/model_weights");
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(FILES)) {
    await Deno.writeFile(join(folder, name), bytes);
  }
  const fetched = await project.run([node(server.params)]);
  const taken = await project.run([node(weightsOf(FILES))], {
    mounts: { mirror },
  });

  for (const run of [fetched, taken]) {
    assert.deepEqual(run.failures, {});
    assert.deepEqual(run.executed, ["weights"]);
    for (const id of ["dermx", "dermx_plus"]) {
      assert.deepEqual(
        await project.text(run, "weights", id),
        Array.from(
          { length: 10 },
          (_, fold) => new TextDecoder().decode(FILES[`${id}_f${fold}.pt`]),
        ),
      );
    }
  }
});

Deno.test("weights is unavailable where the network is out of reach", async () => {
  // Not the parameters of a result that is in the store.
  const params = { ...weightsOf(FILES), commit: "4567" };
  const run = await project.run([node(params)]);
  assert.deepEqual(run.outcomes.get("weights"), {
    state: "unavailable",
    missing: "weights",
  });
});
