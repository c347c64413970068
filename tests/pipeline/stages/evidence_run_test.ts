import assert from "node:assert/strict";
import { readTable } from "../../../data/ledger/table.ts";
import type { Evidence } from "../../../pipeline/stages/evidence/evidence.ts";
import { evidenceOutputs } from "../../support/evidence_outputs.ts";
import { datasetPaper, printedMatches } from "../../support/printed_matches.ts";
import { readJson } from "../../support/read_json.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("run() of evidence follows from the printed matrices", async (t) => {
  await withFolder(async (folder) => {
    const files = await evidenceOutputs(folder);
    const cells = (port: string): ReturnType<typeof readTable> =>
      readTable(files[port]!);
    const paper = await datasetPaper();

    for (const table of ["table5a", "table5b"]) {
      await t.step(`so that ${table} is as printed`, async () => {
        assert.deepEqual(
          printedMatches(
            await cells(table),
            paper.filter((number) => number.table === table),
          ),
          { same: 36, other: [] },
        );
      });
    }

    await t.step(
      "so that only chance accuracy and one spread agree with the text",
      async () => {
        const rows = [
          "accuracy_resnet50",
          "accuracy_efficientnet_b4",
          "f1_advantage_points",
          "chance_accuracy",
        ];
        const printed = paper.filter(({ table, row }) =>
          table === "text" && rows.includes(row)
        );
        const { same, other } = printedMatches(await cells("text"), printed);
        assert.equal(same, 2);
        assert.deepEqual(
          other.map((line) => line.replace(/(\.\d{4})\d+$/, "$1")),
          [
            "text accuracy_resnet50 /  / mean: printed 0.34, computed 0.3527",
            "text accuracy_efficientnet_b4 /  / mean: printed 0.42, computed 0.4331",
            "text accuracy_efficientnet_b4 /  / std: printed 0.09, computed 0.1056",
            "text f1_advantage_points /  / value: printed 13.5, computed 13.2884",
          ],
        );
      },
    );

    // The corrected values were computed once by other means, in Python.
    await t.step("and pairs by class in the corrected tables", async () => {
      const f1 = async (port: string): Promise<string[]> =>
        (await cells(port))
          .filter(({ column, statistic }) =>
            column === "f1" && statistic !== "n"
          )
          .map(({ value }) => value.toFixed(2)).slice(-4);
      assert.deepEqual(await f1("table5a_corrected"), [
        "0.51",
        "0.04",
        "0.55",
        "0.16",
      ]);
      assert.deepEqual(await f1("table5b_corrected"), [
        "0.71",
        "0.07",
        "0.62",
        "0.13",
      ]);
    });

    await t.step("and the corrected accuracies", async () => {
      const { images, models } = await readJson<Evidence>(files["evidence"]!);
      assert.equal(images, 525);
      assert.deepEqual(
        models.map(({ name, published, corrected, printed }) => [
          name,
          published.mean.toFixed(4),
          corrected.mean.toFixed(4),
          corrected.std_sample.toFixed(4),
          printed.mean.toFixed(4),
          printed.std_population.toFixed(4),
        ]),
        [
          ["ResNet-50", "0.3528", "0.4678", "0.0454", "0.3431", "0.0339"],
          ["EfficientNet-B4", "0.4331", "0.5962", "0.1249", "0.4219", "0.0950"],
        ],
      );
      assert.deepEqual(
        models.map(({ hits }) => hits.slice(4)),
        [
          [
            {
              actual: "Viral warts",
              samples: 370,
              same_index: 12,
              same_class: 186,
            },
            {
              actual: "Vitiligo",
              samples: 430,
              same_index: 61,
              same_class: 189,
            },
          ],
          [
            {
              actual: "Viral warts",
              samples: 370,
              same_index: 1,
              same_class: 249,
            },
            {
              actual: "Vitiligo",
              samples: 430,
              same_index: 27,
              same_class: 207,
            },
          ],
        ],
      );
      // A run cannot be right on more of 525 images than of those and 41 others.
      for (const { published, printed } of models) {
        published.accuracies.forEach((share, run) => {
          const more = printed.accuracies[run]! * printed.images -
            share * images;
          assert.ok(more > -0.001 && more < 41.001, `run ${run}: ${more}`);
        });
      }
    });
  });
});
