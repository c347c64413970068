import { writeCsv } from "../../data/csv.ts";
import { NpyRowReader } from "../../data/npy_row_reader.ts";
import { NpyRowWriter } from "../../data/npy_row_writer.ts";
import type { StageIO } from "../engine/stage.ts";
import type { GradcamParams } from "./gradcam.ts";
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
  using cam = await NpyRowReader.open(path);
  const [images, classes, height, width] = cam.shape;
  if (
    cam.shape.length !== 4 || classes === undefined || height === undefined ||
    width === undefined
  ) {
    throw new TypeError(
      `Cannot use "${path}": its shape is [${
        cam.shape.join(", ")
      }] and images, classes, rows, columns are wanted: supply what the stage "infer" writes`,
    );
  }
  if (images !== ids.length) {
    throw new RangeError(
      `Cannot use "${path}": it has maps of ${images} images and there are ${ids.length} ids: supply both files of one run of "infer"`,
    );
  }
  const places = height * width;
  using maps = await NpyRowWriter.create(io.output("maps"), {
    type: "<f4",
    row: [classes, height, width],
  });
  const rows: Record<typeof STATE_COLUMNS[number], string | number>[] = [];
  for (const [row, image] of ids.entries()) {
    const raw = cam.row(row);
    for (let k = 0; k < classes; k++) {
      const { values, state } = normalisedMap(
        raw.subarray(k * places, (k + 1) * places),
        io.params,
      );
      raw.set(values, k * places);
      rows.push({ image, class: k, state });
    }
    await maps.append(raw);
  }
  await maps.finish();
  await writeCsv(io.output("states"), { columns: STATE_COLUMNS, rows });
}
