import { writeCsv } from "../../data/csv.ts";
import { enlargeMap } from "../../models/maps/enlarge_map.ts";
import type { StageIO } from "../engine/stage.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import type { LocalisationParams } from "./localisation.ts";
import { compareMap } from "./localisation/compare_map.ts";
import {
  type ElectedReference,
  electRaters,
} from "./localisation/elect_raters.ts";
import { fuseReferences } from "./localisation/fuse_references.ts";
import { Outlines } from "./localisation/outlines.ts";
import {
  LOCALISATION_COLUMNS,
  overlapFields,
} from "./localisation/score_rows.ts";
import { MapFile } from "./networks/map_file.ts";
import { readIds } from "./shards/read_ids.ts";

type Row = Record<(typeof LOCALISATION_COLUMNS)[number], string | number>;

/**
 * Takes one image after the other; a map is enlarged once for all that it is compared
 * with.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {TypeError} If the maps are not an array of four axes.
 * @throws {RangeError} If inputs do not belong together or to the study, or there are
 * images and no outline that would say how large maps become.
 */
export async function run(io: StageIO<LocalisationParams>): Promise<void> {
  const { characteristics } = io.params;
  const references = electRaters(io.params.references, {
    images: await readImages(io.input("images")),
    evaluations: await readEvaluations({
      evaluations: io.input("evaluations"),
      selections: io.input("selections"),
    }),
  });
  const ids = await readIds(io.input("ids"));
  const masks = io.input("masks");
  using outlines = await Outlines.open({
    masks,
    runs: io.input("runs"),
    characteristics,
    references,
  });
  const mapped = new Set(ids);
  const stranger = outlines.images.find((image) => !mapped.has(image));
  if (stranger !== undefined) {
    throw new RangeError(
      `Cannot use "${masks}": it has outlines on "${stranger}", and there is no map of that image: divide photographs and outlines alike`,
    );
  }
  const path = io.input("maps");
  using maps = await MapFile.open(path, {
    images: ids.length,
    writer: "gradcam",
  });
  if (maps.count !== characteristics.length) {
    throw new RangeError(
      `Cannot use "${path}": it has ${maps.count} maps an image and the study names ${characteristics.length} characteristics: name one a map, in their order`,
    );
  }
  await writeCsv(io.output("scores"), {
    columns: LOCALISATION_COLUMNS,
    rows: rowsOf(ids, { io, references, outlines, maps }),
  });
}

function* rowsOf(
  ids: readonly string[],
  { io, references, outlines, maps }: {
    readonly io: StageIO<LocalisationParams>;
    readonly references: readonly ElectedReference[];
    readonly outlines: Outlines;
    readonly maps: MapFile;
  },
): Generator<Row> {
  const { characteristics, maps: forms, border } = io.params;
  for (const [position, image] of ids.entries()) {
    for (const [k, map] of maps.of(position).entries()) {
      const characteristic = characteristics[k]!;
      const enlarged = enlargeMap(map, { ...outlines.size, border });
      const compared = compareMap(enlarged, {
        references: fuseReferences(references, {
          image,
          characteristic,
          outlines,
        }),
        forms,
      });
      // Given back at once, or the collector lets hundreds of them gather.
      enlarged.data.buffer.transfer(0);
      for (const { reference, map, ...overlap } of compared) {
        const place = { image, characteristic, reference, map };
        yield { ...place, ...overlapFields(overlap) };
      }
    }
    io.progress(position + 1, { total: ids.length, unit: "images" });
  }
}
