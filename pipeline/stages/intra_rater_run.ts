import { type TableCell, writeTable } from "../../data/ledger/table.ts";
import { writeJson } from "../../data/write_json.ts";
import type { StageIO } from "../engine/stage.ts";
import { hasLabel } from "./agreement/has_label.ts";
import { hasTerm } from "./agreement/has_term.ts";
import { localisationDetails } from "./agreement/localisation_details.ts";
import { localisationTable } from "./agreement/localisation_table.ts";
import { pairAgreement } from "./agreement/pair_agreement.ts";
import { presenceTable } from "./agreement/presence_table.ts";
import { raterPairs } from "./agreement/rater_pairs.ts";
import type { RaterPairing } from "./agreement/rater_pairing.ts";
import type { Evaluation } from "./evaluations/evaluation.ts";
import { evaluationsInScope } from "./evaluations/evaluation_scope.ts";
import {
  EVALUATION_SETS,
  type EvaluationSet,
} from "./evaluations/evaluation_set.ts";
import { imagesOf } from "./evaluations/images_of.ts";
import { readEvaluations } from "./evaluations/read_evaluations.ts";
import { readImages } from "./evaluations/read_images.ts";
import type { IntraRaterParams } from "./intra_rater.ts";
import type { IntraRaterDetails } from "./intra_rater/details.ts";
import { inBothRounds } from "./intra_rater/in_both_rounds.ts";
import { raterLikeness } from "./intra_rater/rater_likeness.ts";
import {
  type WithinAndBetween,
  withinAndBetween,
} from "./intra_rater/within_and_between.ts";
import { readMaskIndex } from "./masks/mask_index.ts";
import { RunFile } from "./masks/run_file.ts";

type TableId = keyof IntraRaterDetails["agreement"];

/** Some evaluations, and which raters' are compared. */
interface Compared {
  readonly evaluations: readonly Evaluation[];
  readonly pairing: RaterPairing;
}

/** Compares raters with themselves, and for comparison with each other. */
export async function run(io: StageIO<IntraRaterParams>): Promise<void> {
  const { params } = io;
  const { raters, table2b, appendix_table1, table3b, text } = params;
  const evaluations = evaluationsInScope(
    await readEvaluations({
      evaluations: io.input("evaluations"),
      selections: io.input("selections"),
    }),
    {
      scope: {
        raters: raters.flatMap(({ first, second }) => [first, second]),
        images: params.images,
      },
      described: await readImages(io.input("images")),
    },
  );
  const firstRound = new Set(raters.map(({ first }) => first));
  const pairing = raters.map(({ first, second }) => [second, first] as const);
  const twice = (set: EvaluationSet): Evaluation[] =>
    inBothRounds(evaluations, { raters, set });

  /** Writes the table of raters with themselves; makes that of every two raters, too. */
  const compare = async <
    Table extends { readonly cells: readonly TableCell[] },
  >(
    id: TableId,
    table: (compared: Compared) => Table,
  ): Promise<{ within: Table; rows: WithinAndBetween[] }> => {
    const both = twice(params[id].evaluations);
    const within = table({ evaluations: both, pairing });
    await writeTable(io.output(id), within.cells);
    const first = both.filter(({ rater }) => firstRound.has(rater));
    const between = table({ evaluations: first, pairing: "every-two" });
    const rows = withinAndBetween(params[id].rows, {
      within: within.cells,
      between: between.cells,
    });
    return { within, rows };
  };

  const diagnoses = await compare("table2b", ({ evaluations, pairing }) => ({
    cells: presenceTable(evaluations, {
      ...table2b,
      present: (evaluation, diagnosis) =>
        hasLabel(evaluation, { diagnosis, label: table2b.label }),
      pairing,
    }),
  }));
  const terms = await compare(
    "appendix_table1",
    ({ evaluations, pairing }) => ({
      cells: presenceTable(evaluations, {
        ...appendix_table1,
        present: hasTerm,
        pairing,
      }),
    }),
  );
  using runs = RunFile.open(io.input("runs"));
  const masks = await readMaskIndex(io.input("masks"));
  const outlines = await compare(
    "table3b",
    ({ evaluations, pairing }) =>
      localisationTable(evaluations, { ...table3b, masks, runs, pairing }),
  );

  const details: IntraRaterDetails = {
    sets: EVALUATION_SETS.map((set) => {
      const both = twice(set);
      return { set, pairs: both.length / 2, images: imagesOf(both).length };
    }),
    raters: raterPairs(twice(text.evaluations), { order: "unordered", pairing })
      .map((pair) => pairAgreement(pair, text.label)),
    agreement: {
      table2b: diagnoses.rows,
      appendix_table1: terms.rows,
      table3b: outlines.rows,
    },
    localisation: localisationDetails(outlines.within),
    likeness: raterLikeness(evaluations, raters),
  };
  await writeJson(io.output("details"), details);
}
