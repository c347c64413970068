import assert from "node:assert/strict";
import { readTable } from "../../../data/ledger/table.ts";
import type { Census } from "../../../pipeline/stages/census/census.ts";
import { PUBLISHED_CENSUS } from "../../../pipeline/stages/census_published.ts";
import { census } from "../../../pipeline/stages/census.ts";
import { run } from "../../../pipeline/stages/census_run.ts";
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

Deno.test(
  "run() of census counts the first release",
  needsMirror(),
  async (t) => {
    await withFolder(async (folder) => {
      const io = stageIO(folder, {
        params: PUBLISHED_CENSUS,
        inputs: await ingestedRelease(folder),
        outputs: outputsOf(census),
      });
      await run(io);
      const counts = await readJson<Census>(io.output("census"));
      const paper = await datasetPaper();

      await t.step("so that Table 1 is as printed", async () => {
        const printed = paper.filter(({ table }) => table === "table1");
        assert.deepEqual(
          printedMatches(await readTable(io.output("table1")), printed),
          {
            same: 12,
            other: [],
          },
        );
      });

      await t.step(
        "so that Table 4's row of the release is as printed",
        async () => {
          const printed = paper.filter(({ table, row }) =>
            table === "table4" && row === "DermX"
          );
          assert.deepEqual(
            printedMatches(await readTable(io.output("table4")), printed),
            {
              same: 6,
              other: [],
            },
          );
        },
      );

      await t.step(
        "and all but three counts of the text are as printed",
        async () => {
          const cells = await readTable(io.output("text"));
          assert.deepEqual(statementMatches(cells, paper), {
            same: 12,
            other: [
              "text multiple_diagnoses /  / value: printed 2, computed 10",
              "text evaluations_kept /  / value: printed 1285, computed 1277",
              "text terms /  / additional: printed 23, computed 24",
            ],
          });
        },
      );

      // Counts found by an independent program when the release was first studied.
      await t.step("into sets of evaluations", () => {
        assert.deepEqual(counts.evaluations, {
          "all": 1698,
          "undiscarded": 1317,
          "some-diagnosis": 1287,
          "one-diagnosis": 1277,
        });
        assert.equal(counts.images["some-diagnosis"], 526);
        assert.equal(counts.images["one-diagnosis"], 525);
        assert.deepEqual(
          counts.raters.map(({ evaluations }) => evaluations["some-diagnosis"]),
          [170, 180, 109, 153, 175, 135, 194, 171],
        );
        assert.deepEqual(
          counts.evaluations_per_image.map(({ images }) =>
            images["some-diagnosis"]
          ),
          [311, 139, 76],
        );
        assert.deepEqual(
          counts.evaluations_per_image.map(({ images }) =>
            images["one-diagnosis"]
          ),
          [303, 146, 76],
        );
      });

      await t.step("and names the evaluations that are left out", () => {
        assert.deepEqual(counts.discarded, {
          total: 381,
          by_options: [
            { options: "Low-quality", evaluations: 135 - 27 },
            { options: "Low-quality and Other-disease", evaluations: 27 },
            { options: "Other-disease", evaluations: 273 - 27 },
          ],
          with_diagnosis: 145,
        });
        assert.equal(counts.neither.total, 30);
        assert.equal(counts.neither.empty, 5);
        assert.equal(counts.neither.list.length, 30);
        assert.equal(counts.several_diagnoses.length, 16);
        assert.equal(
          counts.several_diagnoses.filter(({ discarded }) => !discarded).length,
          10,
        );
      });

      await t.step("and the outlines that are left", () => {
        const { by_characteristic, ...totals } = counts.masks;
        assert.deepEqual(totals, {
          instances: 3562,
          evaluations: 1482,
          total: 3263,
          on_kept_images: 3194,
          valid: 2805,
        });
        const plaque = by_characteristic.find(({ characteristic }) =>
          characteristic === "Plaque"
        );
        assert.deepEqual([plaque?.on_kept_images, plaque?.valid], [673, 588]);
        assert.equal(counts.attributes.length, 24);
      });
    });
  },
);
