import { writeCsv } from "../../data/csv.ts";
import type { StageIO } from "../engine/stage.ts";
import { tallyVotes } from "../metrics/fuzzy_tally.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import {
  type ElectedReference,
  electRaters,
} from "./localisation/elect_raters.ts";
import { fuseReferences } from "./localisation/fuse_references.ts";
import { Outlines } from "./localisation/outlines.ts";
import {
  OPPONENTS,
  overlapFields,
  RATER_LOCALISATION_COLUMNS,
} from "./localisation/score_rows.ts";
import type { RaterLocalisationParams } from "./rater_localisation.ts";
import { compareRater } from "./rater_localisation/compare_rater.ts";

type Row = Record<(typeof RATER_LOCALISATION_COLUMNS)[number], string | number>;

/**
 * Takes one part after the other, and one image after the other of each.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {RangeError} If inputs do not belong together, or a reading names fewer raters
 * than an image has evaluations.
 */
export async function run(
  io: StageIO<RaterLocalisationParams>,
): Promise<void> {
  const { characteristics } = io.params;
  const references = electRaters(io.params.references, {
    images: await readImages(io.input("images")),
    evaluations: await readEvaluations({
      evaluations: io.input("evaluations"),
      selections: io.input("selections"),
    }),
  });
  const runs = io.parts("runs");
  using open = new DisposableStack();
  const parts: Outlines[] = [];
  for (const [part, masks] of io.parts("masks").entries()) {
    const source = { masks, runs: runs[part]!, characteristics, references };
    parts.push(open.use(await Outlines.open(source)));
  }
  await writeCsv(io.output("scores"), {
    columns: RATER_LOCALISATION_COLUMNS,
    rows: parts.values().flatMap((outlines) =>
      rowsOf(outlines, { characteristics, references })
    ),
  });
}

function* rowsOf(
  outlines: Outlines,
  { characteristics, references }: {
    readonly characteristics: readonly string[];
    readonly references: readonly ElectedReference[];
  },
): Generator<Row> {
  for (const image of outlines.images) {
    for (const characteristic of characteristics) {
      const place = { image, characteristic, outlines };
      for (const reference of fuseReferences(references, place)) {
        const tally = tallyVotes(reference.pair.votes);
        for (const rater of reference.pair.voters) {
          const compared = compareRater(rater, { ...reference, tally });
          for (const against of OPPONENTS) {
            const overlap = compared[against];
            if (overlap.mapArea === 0 && overlap.referenceArea === 0) continue;
            yield {
              image,
              rater,
              characteristic,
              reference: reference.id,
              against,
              ...overlapFields(overlap),
            };
          }
        }
      }
    }
  }
}
