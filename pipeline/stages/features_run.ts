import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import { readJson } from "../../data/read_json.ts";
import { featureOutput } from "../../models/architectures/feature_output.ts";
import { readModel } from "../../models/onnx/read_model.ts";
import { openSession } from "../../models/runtime/open_session.ts";
import { prepareModel } from "../../models/runtime/prepare_model.ts";
import type { StageIO } from "../engine/stage.ts";
import type { FeaturesParams } from "./features.ts";
import { networkInput } from "./networks/network_input.ts";
import { pictureFormat } from "./networks/picture_format.ts";
import { runBatches } from "./networks/run_batches.ts";
import { sessionFiles } from "./networks/session_assets.ts";
import { sidecarSchema } from "./networks/sidecar_schema.ts";
import { readIds } from "./shards/read_ids.ts";

/**
 * Runs the trunk batch by batch; rows go to the file as they come.
 *
 * @throws {TypeError} If the model yields no float32, N×F, with known F.
 * @throws {RangeError} If pictures, ids and network do not fit.
 */
export async function run(io: StageIO<FeaturesParams>): Promise<void> {
  const path = io.input("model");
  const model = readModel(await Deno.readFile(path), { name: path });
  const { name, count } = featureOutput(model);
  const sidecar = await readJson(io.input("card"), sidecarSchema);
  const input = networkInput(model);
  const id = model.graph.name;
  const { size, resize, preprocess } = pictureFormat(input, { id, sidecar });
  const ids = await readIds(io.input("ids"));
  using features = await NpyRowWriter.create(io.output("features"), {
    type: "<f4",
    row: [count],
  });
  if (ids.length > 0) {
    const session = await openSession(prepareModel(model, "wasm").bytes, {
      device: "wasm",
      threads: 1,
      assets: sessionFiles(io),
    });
    const batches = runBatches(session, {
      pixels: io.input("pixels"),
      feed: {
        id,
        size,
        resize,
        preprocess,
        layout: input.layout,
        input: input.name,
        batch: input.dims[0] ?? null,
      },
      outputs: [name],
      batch: io.params.batch,
    });
    for await (const { start, count: done, outputs } of batches) {
      await features.append(outputs[name]!.data as Float32Array);
      io.progress(start + done, { total: ids.length, unit: "images" });
    }
    await session.close();
  }
  await features.finish();
  if (features.rows !== ids.length) {
    throw new RangeError(
      `There are ${ids.length} ids, and ${features.rows} rows of features came of their pixels: supply both files of one run of "preprocess"`,
    );
  }
  await Deno.copyFile(io.input("ids"), io.output("ids"));
}
