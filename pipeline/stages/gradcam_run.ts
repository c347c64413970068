import { writeCsv } from "../../data/csv.ts";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import type { StageIO } from "../engine/stage.ts";
import type { GradcamParams } from "./gradcam.ts";
import { MapFile } from "./networks/map_file.ts";
import { normalisedMap } from "./networks/normalised_map.ts";
import { STATE_COLUMNS } from "./networks/state_columns.ts";
import { readIds } from "./shards/read_ids.ts";

/**
 * Normalises image by image.
 *
 * @throws {TypeError} If the maps are not an array of four axes.
 * @throws {RangeError} If there is not one row of maps an image.
 */
export async function run(io: StageIO<GradcamParams>): Promise<void> {
  const path = io.input("cam");
  const ids = await readIds(io.input("ids"));
  using cam = await MapFile.open(path, { images: ids.length, writer: "infer" });
  const { count, height, width } = cam;
  const places = height * width;
  using maps = await NpyRowWriter.create(io.output("maps"), {
    type: "<f4",
    row: [count, height, width],
  });
  const rows: Record<typeof STATE_COLUMNS[number], string | number>[] = [];
  for (const [row, image] of ids.entries()) {
    const normalised = new Float32Array(count * places);
    for (const [k, { data }] of cam.of(row).entries()) {
      const { values, state } = normalisedMap(data, io.params);
      normalised.set(values, k * places);
      rows.push({ image, class: k, state });
    }
    await maps.append(normalised);
  }
  await maps.finish();
  await writeCsv(io.output("states"), { columns: STATE_COLUMNS, rows });
}
