/** What the second release's own parameters make of it, ingested once. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { readCsv } from "../../../data/csv.ts";
import { readTable, type TableCell } from "../../../data/ledger/table.ts";
import type { Stage, StageIO } from "../../../pipeline/engine/stage.ts";
import { agreement } from "../../../pipeline/stages/agreement.ts";
import { DERMXDB_AGREEMENT } from "../../../pipeline/stages/agreement_dermxdb.ts";
import { run as runAgreement } from "../../../pipeline/stages/agreement_run.ts";
import { intraRater } from "../../../pipeline/stages/intra_rater.ts";
import type { IntraRaterDetails } from "../../../pipeline/stages/intra_rater/details.ts";
import { DERMXDB_INTRA_RATER } from "../../../pipeline/stages/intra_rater_dermxdb.ts";
import { run as runIntraRater } from "../../../pipeline/stages/intra_rater_run.ts";
import { releaseCounts } from "../../../pipeline/stages/release_counts.ts";
import { DERMXDB_RELEASE_COUNTS } from "../../../pipeline/stages/release_counts_dermxdb.ts";
import { run as runReleaseCounts } from "../../../pipeline/stages/release_counts_run.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { fromFileUrl } from "../../support/paths.ts";
import { readJson } from "../../support/read_json.ts";
import { publishedFile } from "../../support/published_file.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** Made by tests/oracle/second_release.py from the annotations and the mask pictures. */
const ORACLE = new URL("./fixtures/second_release.csv", import.meta.url);

/** The oracle's numbers have ten digits. */
const ROUNDING = 1e-9;

/** Seven of the 9,363 mask pictures differ from our masks by a pixel. */
const ONE_PIXEL = 2e-6;

/** A number of the oracle. */
interface Expected {
  readonly table: string;
  readonly cell: string;
  readonly value: number;
}

Deno.test(
  "The stages recompute the second release",
  needsMirror(),
  async (t) => {
    await withFolder(async (folder) => {
      const inputs = {
        ...await ingestedRelease(folder, "v2"),
        printed: publishedFile("notebook_labels.csv"),
      };
      const expected = await readOracle();
      const ranIn = async <Params>(
        stage: Stage,
        run: (io: StageIO<Params>) => Promise<void>,
        params: Params,
      ): Promise<StageIO<Params>> => {
        const outputs = outputsOf(stage);
        const io = stageIO(join(folder, stage.id), { params, inputs, outputs });
        await run(io);
        return io;
      };
      const check = (
        table: string,
        cells: readonly TableCell[],
        count: number,
      ): Promise<boolean> =>
        t.step(`so that ${table} is as an independent program has it`, () => {
          const numbers = expected.filter((number) => number.table === table);
          assert.equal(numbers.length, count);
          const tolerance = table.endsWith("3b") ? ONE_PIXEL : ROUNDING;
          assert.deepEqual(differing(cells, numbers, tolerance), []);
        });

      const compared = await ranIn(
        agreement,
        runAgreement,
        DERMXDB_AGREEMENT,
      );
      for (
        const [table, count] of [
          ["table2a", 36],
          ["table2b", 36],
          ["appendix_table1", 256],
          ["table3b", 147],
        ] as const
      ) {
        await check(table, await readTable(compared.output(table)), count);
      }
      await t.step("and Table 3a is part of Appendix Table 1", async () => {
        const names = async (port: string): Promise<Set<string>> =>
          new Set(
            (await readTable(compared.output(port))).map((cell) =>
              `${nameOf(cell)} = ${cell.value}`
            ),
          );
        const main = await names("table3a");
        assert.equal(main.size, 16 * 13);
        assert.ok(main.isSubsetOf(await names("appendix_table1")));
      });

      const intra = await ranIn(
        intraRater,
        runIntraRater,
        DERMXDB_INTRA_RATER,
      );
      const details = await readJson<IntraRaterDetails>(
        intra.output("details"),
      );
      for (
        const [table, count, between] of [
          ["table2b", 36, 6],
          ["appendix_table1", 256, 32],
          ["table3b", 147, 32],
        ] as const
      ) {
        const cells = await readTable(intra.output(table));
        await check(`intra_${table}`, cells, count);
        await check(
          `between_${table}`,
          details.agreement[table].flatMap(({ row, between }) =>
            Object.entries(between ?? { n: 0 }).map(([statistic, value]) => ({
              row,
              column: "f1",
              statistic,
              value,
            }))
          ),
          between,
        );
      }
      await t.step("from so many pairs of evaluations", () => {
        assert.deepEqual(
          details.sets.map(({ set, pairs, images }) => [set, pairs, images]),
          [
            ["all", 488, 61],
            ["undiscarded", 338, 55],
            ["some-diagnosis", 326, 55],
            ["one-diagnosis", 324, 55],
          ],
        );
        assert.deepEqual(
          details.raters.map(({ images }) => images),
          [37, 46, 26, 42, 42, 41, 51, 41],
        );
      });
      await t.step("of raters whose second round is like their first", () => {
        const { likeness } = details;
        const mean = (key: "own" | "others"): string =>
          (likeness.reduce((sum, rater) => sum + rater[key]!, 0) / 8)
            .toFixed(2);
        assert.deepEqual([mean("own"), mean("others")], ["0.66", "0.45"]);
        assert.ok(likeness.every(({ first, closest }) => first === closest));
      });

      const counted = await ranIn(
        releaseCounts,
        runReleaseCounts,
        DERMXDB_RELEASE_COUNTS,
      );
      const counts = new Map(
        (await readTable(counted.output("release"))).map((
          cell,
        ) => [nameOf(cell), cell.value]),
      );
      await t.step("and the counts are those of its first study", () => {
        assert.deepEqual(
          COUNTS.map(([name]) => [name, counts.get(name)]),
          COUNTS,
        );
        const tested = Array.from(
          { length: 10 },
          (_, fold) => counts.get(`fold_${fold}|test_images|count`),
        );
        assert.deepEqual(tested, [58, 55, 57, 55, 56, 55, 64, 54, 56, 56]);
      });
    });
  },
);

/** Counts found by an independent program when the release was first studied. */
const COUNTS = [
  ["both_rounds|evaluations|all", 5528],
  ["both_rounds|images|all", 630],
  ["both_rounds|images_without_metadata|count", 64],
  ["both_rounds|evaluations_of_dataset|Explainability dataset", 4528],
  ["both_rounds|evaluations_of_dataset|DermX v2", 1000],
  ["both_rounds|annotations|count", 12973 + 10060],
  ["both_rounds|outlined_annotations|count", 10060],
  ["both_rounds|outlines|count", 9363],
  ["both_rounds|paths|count", 47896],
  ["both_rounds|vertices|count", 1545709],
  ["both_rounds|evaluations|some-diagnosis", 3979],
  ["both_rounds|images|some-diagnosis", 591],
  ["both_rounds|evaluations|one-diagnosis", 3945],
  ["both_rounds|images|one-diagnosis", 590],
  ["first_round|raters|count", 8],
  ["first_round|evaluations|all", 5040],
  ["first_round|evaluations_per_rater|min", 630],
  ["first_round|evaluations_per_image|min", 8],
  ["first_round|outlined_annotations|count", 9132],
  ["first_round|evaluations|some-diagnosis", 3623],
  ["first_round|images|some-diagnosis", 589],
  ["first_round|evaluations|one-diagnosis", 3591],
  ["first_round|images|one-diagnosis", 588],
  ["first_round_with_metadata|images|all", 566],
  ["first_round_with_metadata|evaluations|some-diagnosis", 3435],
  ["first_round_with_metadata|images|some-diagnosis", 550],
  ["first_round_with_metadata|evaluations|one-diagnosis", 3404],
  ["first_round_with_metadata|images|one-diagnosis", 550],
  ["second_round|raters|count", 8],
  ["second_round|evaluations|all", 488],
  ["second_round|images|all", 61],
  ["second_round|evaluations_per_rater|min", 61],
  ["second_round|images_without_metadata|count", 0],
  ["folds|folds|count", 10],
  ["folds|images|count", 566],
  ["folds|images_tested_once|count", 566],
  ["folds|patients|count", 518],
  ["folds|divided_patients|count", 0],
  ["folds|printed_test_images|count", 56],
  ["folds|printed_in_one_test_list|count", 8],
  ["fold_0|printed_test_images|count", 8],
  ["fold_9|printed_test_images|count", 4],
] as const;

async function readOracle(): Promise<Expected[]> {
  const rows = await readCsv(fromFileUrl(ORACLE), {
    columns: ["table", "row", "column", "statistic", "value"],
  });
  return rows.map(({ table, value, ...cell }) => ({
    table,
    cell: nameOf(cell),
    value: Number(value),
  }));
}

/** The numbers that cells lack or are further from than tolerated. */
function differing(
  cells: readonly TableCell[],
  numbers: readonly Expected[],
  tolerance: number,
): string[] {
  const values = new Map(cells.map((cell) => [nameOf(cell), cell.value]));
  return numbers.flatMap(({ cell, value }) => {
    const ours = values.get(cell);
    return ours !== undefined && Math.abs(ours - value) <= tolerance
      ? []
      : [`${cell}: ${ours} instead of ${value}`];
  });
}

function nameOf(
  cell: { row: string; column: string; statistic: string },
): string {
  return `${cell.row}|${cell.column}|${cell.statistic}`;
}
