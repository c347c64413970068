import assert from "node:assert/strict";
import { readTable, type TableCell } from "../../../data/ledger/table.ts";
import type {
  AgreementParams,
  DiagnosisConventions,
  GoldConventions,
  LocalisationConventions,
  PresenceConventions,
} from "../../../pipeline/stages/agreement.ts";
import { agreement } from "../../../pipeline/stages/agreement.ts";
import type { AgreementDetails } from "../../../pipeline/stages/agreement/details.ts";
import { goldTable } from "../../../pipeline/stages/agreement/gold_table.ts";
import { hasLabel } from "../../../pipeline/stages/agreement/has_label.ts";
import { localisationTable } from "../../../pipeline/stages/agreement/localisation_table.ts";
import { presenceTable } from "../../../pipeline/stages/agreement/presence_table.ts";
import { PUBLISHED_AGREEMENT } from "../../../pipeline/stages/agreement_published.ts";
import { run } from "../../../pipeline/stages/agreement_run.ts";
import { readEvaluations } from "../../../pipeline/stages/evaluations/read_evaluations.ts";
import { readImages } from "../../../pipeline/stages/evaluations/read_images.ts";
import { readMaskIndex } from "../../../pipeline/stages/masks/mask_index.ts";
import { RunFile } from "../../../pipeline/stages/masks/run_file.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { needsMirror } from "../../support/mirror.ts";
import {
  datasetPaper,
  printedMatches,
  statementMatches,
} from "../../support/printed_matches.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

type TableId = Exclude<keyof AgreementParams, "scope" | "text">;

/** How many numbers of each table the paper prints: 536. */
const PRINTED: readonly (readonly [TableId, number])[] = [
  ["table2a", 36],
  ["table2b", 36],
  ["table3a", 120],
  ["table3b", 96],
  ["appendix_table1", 248],
];

Deno.test(
  "run() of agreement recomputes the first release",
  needsMirror(),
  async (t) => {
    await withFolder(async (folder) => {
      const paper = await datasetPaper();
      const inputs = await ingestedRelease(folder);
      const io = stageIO(folder, {
        params: PUBLISHED_AGREEMENT,
        inputs,
        outputs: outputsOf(agreement),
      });
      await run(io);

      for (const [id, same] of PRINTED) {
        await t.step(
          `so that all ${same} numbers of ${id} are as printed`,
          async () => {
            const printed = paper.filter(({ table }) => table === id);
            const cells = await readTable(io.output(id));
            assert.deepEqual(printedMatches(cells, printed), {
              same,
              other: [],
            });
          },
        );
      }

      await t.step(
        "and the text's ranges are as printed but for one end",
        async () => {
          const cells = await readTable(io.output("text"));
          assert.deepEqual(statementMatches(cells, paper), {
            same: 3,
            other: [
              "text pairwise_f1_range /  / min: printed 0.86, computed 0.8735795150268836",
            ],
          });
        },
      );

      await t.step("and keeps what stands behind the tables", async () => {
        const details = await readJson<AgreementDetails>(io.output("pairs"));
        assert.equal(details.gold.length, 8 * 6);
        assert.equal(details.pairs.length, 28);
        const images = details.pairs.map(({ images }) => images);
        assert.deepEqual([Math.min(...images), Math.max(...images)], [22, 54]);
        const outlines = new Map(
          details.localisation.map((
            { characteristic, ...rest },
          ) => [characteristic, rest]),
        );
        assert.equal(outlines.get("Leukotrichia")?.pairs, 20);
        assert.equal(outlines.get("Plaque")?.pairs, 1152);
        assert.equal(
          outlines.get("Plaque")?.drawn_by_both.dice?.toFixed(2),
          "0.75",
        );
        assert.equal(
          outlines.get("Sun damage")?.drawn_by_both.dice?.toFixed(2),
          "0.87",
        );
      });

      await t.step(
        "and counts pairs without a reference, as of dark skin",
        async () => {
          const cells = await readTable(io.output("appendix_table1"));
          const withReference = (row: string): number | undefined =>
            cells.find((cell) =>
              cell.row === row && cell.column === "pairs_with_reference"
            )?.value;
          assert.equal(withReference("Dark skin"), 56 - 36);
          assert.equal(withReference("Intertriginous"), 56 - 44);
        },
      );

      await testVariants(t, inputs);
    });
  },
);

/**
 * Each convention changed alone leaves as many printed numbers standing as an
 * independent program found, so each of them acts, and acts as named.
 */
async function testVariants(
  t: Deno.TestContext,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const paper = await datasetPaper();
  const evaluations = await readEvaluations({
    evaluations: inputs.evaluations!,
    selections: inputs.selections!,
  });
  const gold = new Map(
    [...await readImages(inputs.images!)].map((
      [image, { diagnosis }],
    ) => [image, diagnosis]),
  );
  const masks = await readMaskIndex(inputs.masks!);
  using runs = RunFile.open(inputs.runs!);

  const standing = (id: TableId, cells: readonly TableCell[]): string => {
    const printed = paper.filter(({ table }) => table === id);
    const counts = printed.filter(({ statistic }) => statistic === "count");
    const values = printed.filter(({ statistic }) => statistic !== "count");
    const same = printedMatches(cells, values).same;
    return counts.length === 0
      ? `${same}`
      : `${same} + ${printedMatches(cells, counts).same}`;
  };
  const changed = {
    table2a: (change: Partial<GoldConventions>): TableCell[] =>
      goldTable(evaluations, {
        ...PUBLISHED_AGREEMENT.table2a,
        ...change,
        gold,
      }).cells,
    table2b: (change: Partial<DiagnosisConventions>): TableCell[] => {
      const conventions = { ...PUBLISHED_AGREEMENT.table2b, ...change };
      const { label } = conventions;
      return presenceTable(evaluations, {
        ...conventions,
        present: (evaluation, diagnosis) =>
          hasLabel(evaluation, { diagnosis, label }),
      });
    },
    appendix_table1: (change: Partial<PresenceConventions>): TableCell[] =>
      presenceTable(evaluations, {
        ...PUBLISHED_AGREEMENT.appendix_table1,
        ...change,
        present: ({ selections }, row) =>
          selections.some(({ term }) => term === row),
      }),
    table3b: (change: Partial<LocalisationConventions>): TableCell[] =>
      localisationTable(evaluations, {
        ...PUBLISHED_AGREEMENT.table3b,
        ...change,
        masks,
        runs,
      })
        .cells,
  };
  const check = <Change>(
    id: TableId,
    options: {
      readonly table: (change: Change) => TableCell[];
      readonly expected: readonly (readonly [Change, string])[];
    },
  ): Promise<boolean> =>
    t.step(`and the conventions of ${id} act`, () => {
      const found = options.expected.map(([change]) => [
        change,
        standing(id, options.table(change)),
      ]);
      assert.deepEqual(found, options.expected);
    });

  await check("table2a", {
    table: changed.table2a,
    expected: [
      [{}, "36"],
      [{ std: "sample" }, "34"],
      [{ label: "first-in-file" }, "30"],
      [{ label: "last-in-file" }, "28"],
      [{ label: "every" }, "29"],
      [{ label: "every", std: "sample" }, "30"],
      [{ evaluations: "one-diagnosis" }, "27"],
      [{ evaluations: "one-diagnosis", std: "sample" }, "28"],
      [{ evaluations: "all" }, "12"],
    ],
  });
  await check("table2b", {
    table: changed.table2b,
    expected: [
      [{ std: "sample" }, "36"],
      [{ pairs: "unordered" }, "29"],
      [{ undefinedRates: "one" }, "28"],
      [{ undefinedRates: "skip" }, "28"],
      [{ label: "last-in-file" }, "27"],
      [{ label: "first-in-file" }, "25"],
      [{ label: "every" }, "22"],
      [{ evaluations: "one-diagnosis" }, "20"],
    ],
  });
  await check("appendix_table1", {
    table: changed.appendix_table1,
    expected: [
      [{ std: "sample" }, "165 + 62"],
      [{ evaluations: "one-diagnosis" }, "156 + 33"],
      [{ evaluations: "undiscarded" }, "135 + 31"],
      [{ undefinedRates: "skip" }, "110 + 62"],
      [{ undefinedRates: "one" }, "99 + 62"],
      [{ pairs: "unordered" }, "99 + 62"],
    ],
  });
  await check("table3b", {
    table: changed.table3b,
    expected: [
      [{ std: "population" }, "91"],
      [{ evaluations: "some-diagnosis" }, "90"],
      [{ undefinedRates: "zero" }, "66"],
      [{ measure: "iou" }, "65"],
      [{ pairs: "unordered" }, "39"],
      [{ included: "both-drew" }, "8"],
    ],
  });
}
