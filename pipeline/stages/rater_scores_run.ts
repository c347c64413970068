import { writeCsv } from "../../data/csv.ts";
import type { Mask } from "../../data/dermx/mask.ts";
import type { StageIO } from "../engine/stage.ts";
import { outlineScores } from "../metrics/outline_scores.ts";
import { pairsOf } from "../metrics/pairs.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { type MaskEntry, readMaskIndex } from "./masks/mask_index.ts";
import { readMask } from "./masks/read_mask.ts";
import { RunFile } from "./masks/run_file.ts";
import { UNION } from "./masks/union.ts";
import type { RaterScoresParams } from "./rater_scores.ts";
import { RATER_SCORE_COLUMNS, scoreFields } from "./scores/score_columns.ts";

type Row = Record<(typeof RATER_SCORE_COLUMNS)[number], string | number>;

/** A rater's masks of one image, by characteristic, their union among them. */
interface Outlines {
  readonly rater: string;
  readonly masks: ReadonlyMap<string, Mask>;
}

/**
 * Takes one image after the other.
 *
 * @throws {SyntaxError} If an input cannot be parsed.
 * @throws {RangeError} If inputs do not belong together.
 */
export async function run(io: StageIO<RaterScoresParams>): Promise<void> {
  const evaluations = Map.groupBy(
    await readEvaluations({
      evaluations: io.input("evaluations"),
      selections: io.input("selections"),
    }),
    ({ image }) => image,
  );
  const entries = await readMaskIndex(io.input("masks"));
  using runs = RunFile.open(io.input("runs"));
  // One row after the other: the second release has a quarter of a million.
  function* rows(): Generator<Row> {
    for (const [image, drawn] of Map.groupBy(entries, ({ image }) => image)) {
      const raters = (evaluations.get(image) ?? []).map(({ rater }) => rater);
      const outlines = outlinesOf(raters, { drawn, runs });
      for (const pair of pairsOf(outlines, { order: "ordered" })) {
        yield* compared(pair, image);
      }
    }
  }
  await writeCsv(io.output("scores"), {
    columns: RATER_SCORE_COLUMNS,
    rows: rows(),
  });
}

/** What each of an image's raters outlined; nothing is an outline, too. */
function outlinesOf(
  raters: readonly string[],
  { drawn, runs }: {
    readonly drawn: readonly MaskEntry[];
    readonly runs: RunFile;
  },
): Outlines[] {
  const stranger = drawn.find(({ rater }) => !raters.includes(rater));
  if (stranger !== undefined) {
    throw new RangeError(
      `Cannot score the outlines on "${stranger.image}" by "${stranger.rater}", who has not evaluated it: supply masks and evaluations of one ingest`,
    );
  }
  const byRater = Map.groupBy(drawn, ({ rater }) => rater);
  return raters.map((rater) => ({
    rater,
    masks: new Map(
      (byRater.get(rater) ?? []).map((entry) =>
        [entry.characteristic, readMask(entry, runs)] as const
      ),
    ),
  }));
}

function compared(
  [predicted, reference]: readonly [Outlines, Outlines],
  image: string,
): Row[] {
  const pair = { image, rater: predicted.rater, reference: reference.rater };
  return [...reference.masks].flatMap(([characteristic, mask]) => {
    const nothing = { ...mask, runs: new Uint32Array() };
    const explanations = {
      union: predicted.masks.get(UNION) ?? nothing,
      characteristic: predicted.masks.get(characteristic) ?? nothing,
    };
    return Object.entries(explanations).map(([explanation, shown]) => ({
      ...pair,
      characteristic,
      explanation,
      ...scoreFields(outlineScores(shown, mask)),
    }));
  });
}
