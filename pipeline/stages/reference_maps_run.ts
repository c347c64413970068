import { writeCsv } from "../../data/csv.ts";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import { readJson } from "../../data/read_json.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { modelCardSchema } from "./networks/model_card_schema.ts";
import { normalisedMap } from "./networks/normalised_map.ts";
import { STATE_COLUMNS } from "./networks/state_columns.ts";
import type { ReferenceMapsParams } from "./reference_maps.ts";
import { centreMap } from "./reference_maps/centre_map.ts";
import { randomValues } from "./reference_maps/random_values.ts";
import { readIds } from "./shards/read_ids.ts";

/**
 * Makes the maps image by image.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {TypeError} If an input breaks its schema.
 */
export async function run(io: StageIO<ReferenceMapsParams>): Promise<void> {
  const { kind, seed } = io.params;
  const { labels, layerDims: [, height, width] } = await readJson(
    io.input("card"),
    modelCardSchema,
  );
  const ids = await readIds(io.input("ids"));
  const places = height * width;
  const centre = centreMap({ height, width });
  using maps = await NpyRowWriter.create(io.output("maps"), {
    type: "<f4",
    row: [labels.length, height, width],
  });
  const states: Record<typeof STATE_COLUMNS[number], string | number>[] = [];
  for (const image of ids) {
    const row = new Float32Array(labels.length * places);
    if (kind === "random") row.set(randomValues(row.length, { seed, image }));
    else labels.forEach((_, k) => row.set(centre, k * places));
    for (let k = 0; k < labels.length; k++) {
      const own = row.subarray(k * places, (k + 1) * places);
      const { values, state } = normalisedMap(own, io.params);
      own.set(values);
      states.push({ image, class: k, state });
    }
    await maps.append(row);
  }
  await maps.finish();
  await writeCsv(io.output("states"), { columns: STATE_COLUMNS, rows: states });
  await writeJson(io.output("ids"), ids);
}
