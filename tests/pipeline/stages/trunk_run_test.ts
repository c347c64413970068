import assert from "node:assert/strict";
import { SAMPLE_SIZE } from "../../../models/architectures/sample/sample_trunk.ts";
import { readModel } from "../../../models/onnx/read_model.ts";
import { validateGraph } from "../../../models/onnx/validate_graph.ts";
import type { InputFormat } from "../../../pipeline/stages/networks/input_format.ts";
import { networkInput } from "../../../pipeline/stages/networks/network_input.ts";
import type { Sidecar } from "../../../pipeline/stages/networks/sidecar.ts";
import { sidecarSchema } from "../../../pipeline/stages/networks/sidecar_schema.ts";
import { SAMPLE_ARCHITECTURES, trunk } from "../../../pipeline/stages/trunk.ts";
import { run } from "../../../pipeline/stages/trunk_run.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

for (const architecture of SAMPLE_ARCHITECTURES) {
  Deno.test(`trunk writes ${architecture}, and how pictures become its input`, async () => {
    await withFolder(async (folder) => {
      const io = stageIO(folder, {
        params: { architecture },
        outputs: outputsOf(trunk),
      });
      await run(io);
      const model = readModel(await Deno.readFile(io.output("model")));
      validateGraph(model);
      assert.equal(model.graph.name, architecture);
      assert.deepEqual(networkInput(model).extents, SAMPLE_SIZE);
      const format = await readJson<InputFormat>(io.output("input"));
      assert.deepEqual(format, { size: SAMPLE_SIZE, resize: "bilinear" });
      const card = await readJson<Sidecar>(io.output("card"));
      assert.ok(sidecarSchema.safeParse(card).success);
      assert.deepEqual([card.size, card.resize], [SAMPLE_SIZE, "bilinear"]);
      assert.deepEqual([card.preprocess, card.layer], ["none", "maps"]);
    });
  });
}
