import assert from "node:assert/strict";
import { join } from "node:path";
import { parseCsv, writeCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { readTable } from "../../../data/ledger/table.ts";
import {
  type BaselinesParams,
  baselinesStage,
} from "../../../pipeline/stages/baselines.ts";
import type { BaselineDetails } from "../../../pipeline/stages/baselines/details.ts";
import { SELECTION_COLUMNS } from "../../../pipeline/stages/baselines/selection_rows.ts";
import {
  DERMXDB_BASELINES,
  DERMXDB_SELECTIONS,
} from "../../../pipeline/stages/baselines_dermxdb.ts";
import { run } from "../../../pipeline/stages/baselines_run.ts";
import { exhibitsSchema } from "../../../pipeline/stages/exhibits/exhibits_schema.ts";
import { labels } from "../../../pipeline/stages/labels.ts";
import { run as runLabels } from "../../../pipeline/stages/labels_run.ts";
import { foldLine, packFolds } from "../../support/folds.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { publishedFile } from "../../support/published_file.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import oracle from "./baselines/fixtures/baselines.json" with { type: "json" };

const PARAMS: BaselinesParams = {
  characteristics: ["Papule", "Patch"],
  diagnoses: ["Acne", "Vitiligo"],
  described: "some-characteristic",
  undescribed: "leave-out",
  rows: "as-listed",
  orders: { rows: 2, columns: 0, seed: 1 },
  std: "population",
  learners: [
    {
      name: "Nearest",
      settings: {
        kind: "nearest-neighbours",
        k: 1,
        ties: "earlier",
        target: "class",
      },
    },
  ],
  selections: [
    { id: "all", title: "every evaluation" },
    { id: "few", title: "few evaluations" },
  ],
  notes: [],
};

/** The diagnosis of each image, and whether it has papules and patches. */
const IMAGES: Readonly<Record<string, readonly [string, string, string]>> = {
  a: ["Acne", "1", "0"],
  b: ["Vitiligo", "0", "1"],
  c: ["Acne", "1", "0"],
  d: ["Vitiligo", "1", "0"],
  e: ["Acne", "0", "0"],
};

const LINES = Object.entries(IMAGES).map(([image, [diagnosis]]) =>
  foldLine(image, { diagnosis })
);

/** Of `e` there are no features; `d` is taken for acne. */
const LISTS = {
  "metadata_fold_0_train.csv": LINES.slice(0, 2),
  "metadata_fold_0_test.csv": LINES.slice(2),
  "metadata_fold_1_train.csv": LINES.slice(2),
  "metadata_fold_1_test.csv": LINES.slice(0, 1),
};

/** Runs the stage; returns the outputs' paths by port. */
async function ran(
  folder: string,
  { lists = LISTS, images = IMAGES, params = PARAMS }: {
    readonly lists?: Readonly<Record<string, readonly string[]>>;
    readonly images?: typeof IMAGES;
    readonly params?: BaselinesParams;
  } = {},
): Promise<Readonly<Record<string, string>>> {
  const paths = {
    folds: join(folder, "folds.tar"),
    images: join(folder, "images.csv"),
    "labels.all": join(folder, "all.csv"),
    "labels.few": join(folder, "few.csv"),
  };
  packFolds(paths.folds, lists);
  await writeCsv(paths.images, {
    columns: TABLE_COLUMNS.images,
    rows: Object.entries(images).map(([image, [diagnosis]]) => ({
      image,
      file: `${image}.jpeg`,
      original_file: `${image}.jpg`,
      dataset: "SD-260",
      diagnosis,
      skin_tone: "light",
      age: "adult",
    })),
  });
  const columns = ["image", "kept", "Papule", "Patch"];
  const rows = Object.entries(IMAGES).map(([image, [, papule, patch]]) => ({
    image,
    kept: 1,
    Papule: papule,
    Patch: patch,
  }));
  await writeCsv(paths["labels.all"], { columns, rows });
  await writeCsv(paths["labels.few"], { columns, rows: rows.slice(0, 4) });
  const outputs = outputsOf(baselinesStage(["all", "few"]));
  const io = stageIO(folder, { params, inputs: paths, outputs });
  await run(io);
  return Object.fromEntries(
    Object.keys(outputs).map((port) => [port, io.output(port)]),
  );
}

Deno.test("baselines runs: tables, folds, predictions and details of a case made by hand", async () => {
  await withFolder(async (folder) => {
    const paths = await ran(folder);
    const text = async (port: string): Promise<string> =>
      await Deno.readTextFile(paths[port]!);

    // Fold 0: c is right and d is wrong; fold 1: a is right, c being earlier than d.
    assert.deepEqual(
      (await readTable(paths["table"]!)).filter(({ column, statistic }) =>
        column === "accuracy" && statistic !== "min"
      ).map(({ row, statistic, value }) => `${row} ${statistic} ${value}`),
      [
        "Nearest mean 0.75",
        "Nearest std 0.25",
        "Nearest n 2",
        "Nearest max 0.75",
        "Nearest orders 2",
      ],
    );
    assert.equal(
      await text("predictions"),
      "fold,image,diagnosis,Nearest\n0,c,Acne,Acne\n0,d,Vitiligo,Acne\n1,a,Acne,Acne\n",
    );
    assert.match(
      await text("folds"),
      /^fold,part,image,patient,diagnosis\n0,train,a,a,Acne\n/,
    );
    const details = await readJson<BaselineDetails>(paths["details"]!);
    assert.deepEqual(details.images, {
      listed: 5,
      described: 4,
      undescribed: ["e"],
      unlisted: 0,
    });
    const { exhibits } = exhibitsSchema.parse(
      await readJson(paths["exhibits"]!),
    );
    assert.deepEqual(exhibits.map(({ id }) => id), [
      "baselines",
      "baselines-selections",
    ]);
    const selections = parseCsv(
      { name: "selections", text: await text("selections") },
      { columns: SELECTION_COLUMNS },
    );
    assert.deepEqual(
      selections.filter(({ statistic }) => statistic === "orders")
        .map(({ selection }) => selection),
      ["all", "all", "all"],
    );
    assert.deepEqual(
      selections.filter(({ row }) => row === "images")
        .map(({ selection, value }) => [selection, value]),
      [["all", "4"], ["few", "4"]],
    );
  });
});

Deno.test("baselines runs: of one selection there is nothing to compare", async () => {
  await withFolder(async (folder) => {
    const params = { ...PARAMS, selections: PARAMS.selections.slice(1) };
    const paths = await ran(folder, { params });
    const { exhibits } = exhibitsSchema.parse(
      await readJson(paths["exhibits"]!),
    );

    assert.deepEqual(exhibits.map(({ id }) => id), ["baselines"]);
  });
});

Deno.test("baselines runs: metadata that say otherwise than the folds are refused", async () => {
  const { e: _, ...fewer } = IMAGES;
  const cases: [Parameters<typeof ran>[1], RegExp][] = [
    [
      { images: { ...IMAGES, d: ["Acne", "1", "0"] } },
      /RangeError: Cannot use fold 0: it has "d" as "Vitiligo", and the metadata as "Acne": supply/,
    ],
    [
      { images: fewer },
      /RangeError: Cannot use fold 0: it has "e" .*the metadata do not list it/,
    ],
    [
      { params: { ...PARAMS, diagnoses: ["Acne"] } },
      /RangeError: Cannot use fold 0: "b" is "Vitiligo", which is none of the study's/,
    ],
    [
      {
        lists: {
          "metadata_fold_0_train.csv": LINES.slice(0, 4),
          "metadata_fold_0_test.csv": LINES.slice(4),
        },
      },
      /RangeError: Cannot test on fold 0/,
    ],
  ];
  for (const [options, message] of cases) {
    await withFolder(async (folder) => {
      await assert.rejects(ran(folder, options), (error) => {
        assert.match(String(error), message);
        return true;
      });
    });
  }
});

Deno.test(
  "baselines scores the second release as scikit-learn does",
  needsMirror(),
  async (t) => {
    await withFolder(async (folder) => {
      const release = await ingestedRelease(folder, "v2");
      const inputs: Record<string, string> = {
        folds: release["folds"]!,
        images: release["images"]!,
        paper: publishedFile("notebook_baselines.csv"),
      };
      const { images, evaluations, selections } = release;
      for (const { id, labels: params } of DERMXDB_SELECTIONS) {
        const io = stageIO(join(folder, id), {
          params,
          inputs: {
            images: images!,
            evaluations: evaluations!,
            selections: selections!,
          },
          outputs: outputsOf(labels),
        });
        await runLabels(io);
        inputs[`labels.${id}`] = io.output("labels");
      }
      const stage = baselinesStage(DERMXDB_SELECTIONS.map(({ id }) => id));
      const io = stageIO(join(folder, "baselines"), {
        params: DERMXDB_BASELINES,
        inputs,
        outputs: outputsOf(stage),
      });
      await run(io);
      const rows = parseCsv(
        {
          name: "selections",
          text: await Deno.readTextFile(io.output("selections")),
        },
        { columns: SELECTION_COLUMNS },
      );
      const valueOf = (selection: string, ...cell: string[]): number =>
        Number(
          rows.find((row) =>
            row.selection === selection &&
            [row.row, row.column, row.statistic].join() === cell.join()
          )?.value,
        );

      for (const [id, expected] of Object.entries(oracle.selections)) {
        await t.step(`with labels "${id}"`, () => {
          assert.equal(valueOf(id, "images", "", "count"), expected.images);
          for (const [name, scores] of Object.entries(expected.learners)) {
            for (const [i, measure] of oracle.measures.entries()) {
              for (const statistic of ["mean", "std"] as const) {
                const value = valueOf(id, name, measure, statistic);
                const difference = value - scores[statistic][i]!;
                assert.ok(Math.abs(difference) < 1e-12, `${name} ${measure}`);
              }
            }
          }
          // Which of equally good splits is taken, scikit-learn draws by lot.
          const tree = valueOf(id, "Decision tree", "f1", "mean");
          assert.ok(tree > expected.trees[0]! - 1e-12);
          assert.ok(tree < expected.trees.at(-1)! + 1e-12);
        });
      }

      await t.step("and shows what the order of the images does", () => {
        const id = DERMXDB_SELECTIONS[0]!.id;
        const f1 = (learner: string, statistic: string): string =>
          valueOf(id, learner, "f1", statistic).toFixed(3);
        assert.equal(f1("k nearest neighbours", "min"), "0.750");
        assert.equal(f1("k nearest neighbours", "max"), "0.846");
        assert.equal(f1("k nearest neighbours, ties vote", "mean"), "0.827");
        assert.equal(f1("Decision tree, one class", "mean"), "0.824");
      });

      await t.step("and counts the release's folds", async () => {
        const details = await readJson<BaselineDetails>(io.output("details"));
        assert.equal(details.images.listed, 566);
        assert.equal(details.images.described, 556);
        assert.deepEqual(
          details.folds.map(({ test }) => test.listed),
          [58, 55, 57, 55, 56, 55, 64, 54, 56, 56],
        );
      });
    });
  },
);
