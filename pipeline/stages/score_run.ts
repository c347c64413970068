import { writeCsv } from "../../data/csv.ts";
import { NpyRowReader } from "../../data/npy_row_reader.ts";
import type { StageIO } from "../engine/stage.ts";
import { readImages } from "./evaluations/read_images.ts";
import { readMaskIndex } from "./masks/mask_index.ts";
import { readMask } from "./masks/read_mask.ts";
import { RunFile } from "./masks/run_file.ts";
import type { ScoreParams } from "./score.ts";
import { ClassMaps } from "./scores/class_maps.ts";
import { SCORE_COLUMNS, scoreFields } from "./scores/score_columns.ts";
import { targetClass } from "./scores/target_class.ts";
import { readIds } from "./shards/read_ids.ts";

type Row = Record<(typeof SCORE_COLUMNS)[number], string | number>;

/**
 * Takes one image after the other; a map that several targets name is scored once.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {RangeError} If inputs do not belong together, a target names a class that
 * the maps do not have, or a logit is not a number.
 * @throws {TypeError} If the maps are not an array of four axes, or a target follows
 * the prediction and there are no logits.
 */
export async function run(io: StageIO<ScoreParams>): Promise<void> {
  const { targets, border } = io.params;
  const images = await readImages(io.input("images"));
  const entries = Map.groupBy(
    await readMaskIndex(io.input("masks")),
    ({ image }) => image,
  );
  const ids = await readIds(io.input("ids"));
  using runs = RunFile.open(io.input("runs"));
  using maps = await ClassMaps.open(io.input("maps"), { images: ids.length });
  using logits = await openLogits(io, ids.length);
  const rows: Row[] = [];
  for (const [position, image] of ids.entries()) {
    const drawn = entries.get(image);
    if (drawn === undefined) continue;
    const masks = drawn.map((entry) => readMask(entry, runs));
    const ofImage = maps.of(position, { masks, border });
    for (const target of targets) {
      const index = targetClass(target, {
        image,
        diagnosis: images.get(image)?.diagnosis,
        logits: logits?.row(position),
      });
      if (index === undefined) continue;
      const place = { image, target: target.id, class: index };
      ofImage.scores(index).forEach((scores, i) => {
        const { rater, characteristic } = drawn[i]!;
        rows.push({ ...place, rater, characteristic, ...scoreFields(scores) });
      });
    }
    io.progress(position + 1, { total: ids.length, unit: "images" });
  }
  await writeCsv(io.output("scores"), { columns: SCORE_COLUMNS, rows });
}

async function openLogits(
  io: StageIO<ScoreParams>,
  images: number,
): Promise<NpyRowReader | undefined> {
  const path = io.optionalInput("logits");
  if (path === undefined) return undefined;
  const logits = await NpyRowReader.open(path);
  if (logits.rows === images) return logits;
  logits[Symbol.dispose]();
  throw new RangeError(
    `Cannot use "${path}": it has logits of ${logits.rows} images and there are ${images} ids: supply both files of one run of "infer"`,
  );
}
