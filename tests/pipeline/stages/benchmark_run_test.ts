import assert from "node:assert/strict";
import { readCsv } from "../../../data/csv.ts";
import { readJsonList } from "../../../data/json_list.ts";
import { claimSchema } from "../../../data/ledger/claim_schema.ts";
import { readTable } from "../../../data/ledger/table.ts";
import { CONFUSION_COLUMNS } from "../../../pipeline/stages/benchmark/confusion_rows.ts";
import type { BenchmarkDetails } from "../../../pipeline/stages/benchmark/details.ts";
import { PUBLISHED_BENCHMARK } from "../../../pipeline/stages/benchmark_published.ts";
import { run } from "../../../pipeline/stages/benchmark_run.ts";
import { compareStage } from "../../../pipeline/stages/compare.ts";
import { PUBLISHED_COMPARISON } from "../../../pipeline/stages/compare_published.ts";
import { run as settle } from "../../../pipeline/stages/compare_run.ts";
import type { Exhibits } from "../../../pipeline/stages/exhibits/exhibit.ts";
import { exhibitsSchema } from "../../../pipeline/stages/exhibits/exhibits_schema.ts";
import { printedTables } from "../../../pipeline/stages/printed_tables.ts";
import { PUBLISHED_PRINTED_TABLES } from "../../../pipeline/stages/printed_tables_published.ts";
import { run as print } from "../../../pipeline/stages/printed_tables_run.ts";
import { evidenceOutputs } from "../../support/evidence_outputs.ts";
import { outputsOf } from "../../support/outputs.ts";
import { datasetPaper, printedMatches } from "../../support/printed_matches.ts";
import { printedNetworks } from "../../support/printed_networks.ts";
import { publishedFile } from "../../support/published_file.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

Deno.test("run() of benchmark fills Table 5 as networks with the printed matrices would", async (t) => {
  await withFolder(async (folder) => {
    const { inputs, stage } = await printedNetworks(folder);
    const outputs = outputsOf(stage);
    const io = stageIO(folder, {
      params: PUBLISHED_BENCHMARK,
      inputs,
      outputs,
    });
    await run(io);
    const printing = stageIO(folder, {
      params: PUBLISHED_PRINTED_TABLES,
      inputs: {
        diagnosis: io.output("diagnosis"),
        explanation: io.output("explanation"),
      },
      outputs: outputsOf(printedTables),
    });
    await print(printing);
    const paper = await datasetPaper();

    for (const table of ["table5a", "table5b"]) {
      await t.step(`so that ${table} is as printed`, async () => {
        const cells = await readTable(printing.output(table));
        const printed = paper.filter((number) => number.table === table);
        assert.deepEqual(printedMatches(cells, printed), {
          same: 36,
          other: [],
        });
      });
    }

    const evidence = await evidenceOutputs(folder);
    await t.step(
      "and as the matrices themselves do, corrected too",
      async () => {
        for (
          const port of ["table5a", "table5a_corrected", "table5b_corrected"]
        ) {
          const sorted = async (path: string): Promise<string[]> =>
            (await readTable(path)).map((cell) => JSON.stringify(cell)).sort();
          assert.deepEqual(
            await sorted(printing.output(port)),
            await sorted(evidence[port]!),
          );
        }
      },
    );

    await t.step("and the ledger takes it from the networks", async () => {
      const comparing = stageIO(folder, {
        params: PUBLISHED_COMPARISON,
        inputs: {
          dataset_paper: publishedFile("dataset_paper.csv"),
          table5a: evidence["table5a"]!,
          table5b: evidence["table5b"]!,
          evidence_text: evidence["text"]!,
          ...Object.fromEntries(
            ["table5a", "table5b", "table6a", "table6b"].map((table) => [
              `model_${table}`,
              printing.output(table),
            ]),
          ),
        },
        outputs: outputsOf(compareStage(PUBLISHED_COMPARISON)),
      });
      await settle(comparing);
      const { items } = await readJsonList(
        comparing.output("ledger"),
        claimSchema,
      );
      const byTable = (table: string): string[] =>
        items.filter((claim) => claim.table.startsWith(table))
          .map(({ route, status }) => `${route} ${status}`);
      assert.deepEqual(
        byTable("table5"),
        new Array(72).fill("model exact"),
      );
      assert.equal(byTable("table6").length, 204);
      assert.ok(byTable("table6").every((claim) => claim.startsWith("model ")));
    });

    await t.step("with the accuracies of either pairing", async () => {
      const { images, architectures } = await readJson<BenchmarkDetails>(
        io.output("details"),
      );
      assert.equal(images, 525);
      assert.deepEqual(
        architectures.map(({ id, diagnosis }) => [
          id,
          ...Object.values(diagnosis).flatMap(({ accuracy, macro_f1 }) => [
            accuracy?.toFixed(4),
            macro_f1?.toFixed(4),
          ]),
        ]),
        [
          ["resnet50", "0.3528", "0.3111", "0.4678", "0.4561"],
          ["efficientnet_b4", "0.4331", "0.3804", "0.5962", "0.5893"],
        ],
      );
    });

    await t.step("and its confusion matrices are those", async () => {
      const counted = await readCsv(io.output("confusion"), {
        columns: CONFUSION_COLUMNS,
      });
      const given = await readCsv(publishedFile("confusion_matrices.csv"), {
        columns: ["model", "run", "actual", "predicted_index", "count"],
      });
      assert.deepEqual(
        counted.filter(({ run }) => run !== "all")
          .map(({ predicted: _, ...row }) => row),
        given,
      );
      const warts = counted.filter(({ model, run, actual }) =>
        model === "efficientnet_b4" && run === "all" && actual === "Viral warts"
      );
      assert.deepEqual(
        warts.map(({ predicted, count }) => `${predicted} ${count}`).slice(4),
        ["Vitiligo 1", "Viral warts 249"],
      );
    });

    await t.step("and the exhibits show the print beside it", async () => {
      const found: Exhibits = exhibitsSchema.parse(
        await readJson(io.output("exhibits")),
      );
      assert.equal(found.caution, null);
      const [table] = found.exhibits;
      assert.equal(table?.id, "diagnosis-published");
      assert.equal(table?.columns[1], "ResNet-50, F1");
      const acne = table?.rows[0]?.cells[0];
      assert.equal(acne?.paper, "0.53 ± 0.11");
      assert.equal(
        `${acne?.value?.toFixed(2)} ± ${acne?.std?.toFixed(2)}`,
        "0.53 ± 0.11",
      );
      assert.deepEqual(table?.notes, [
        "Rows are named after outputs, as in the paper: the row Vitiligo scores the images of Viral warts and the row Viral warts scores the images of Vitiligo.",
      ]);
      const [, corrected] = found.exhibits;
      assert.equal(corrected?.rows[0]?.cells[0]?.paper, undefined);
      assert.deepEqual(corrected?.notes, []);
      const f1 = found.exhibits.find(({ id }) =>
        id === "explanation-f1-published"
      );
      assert.deepEqual(
        f1?.rows.map(({ label, cells }) => [label, cells[1]?.paper]).slice(-2),
        [
          ["Thrombosed capillaries", "0.01 ± 0.01"],
          ["Union", "0.25 ± 0.02"],
        ],
      );
    });
  });
});
