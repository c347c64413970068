import assert from "node:assert/strict";
import { join } from "node:path";
import { parseCsv } from "../../../data/csv.ts";
import { readTable } from "../../../data/ledger/table.ts";
import {
  baselines,
  type BaselinesParams,
} from "../../../pipeline/stages/baselines.ts";
import type { BaselineDetails } from "../../../pipeline/stages/baselines/details.ts";
import { SELECTION_COLUMNS } from "../../../pipeline/stages/baselines/selection_rows.ts";
import {
  DERMXDB_BASELINES,
  DERMXDB_SELECTIONS,
} from "../../../pipeline/stages/baselines_dermxdb.ts";
import { run } from "../../../pipeline/stages/baselines_run.ts";
import type { Labelling } from "../../../pipeline/stages/labels/labelling.ts";
import { exhibitsSchema } from "../../../pipeline/stages/exhibits/exhibits_schema.ts";
import { writeEvaluationFiles } from "../../support/evaluation_files.ts";
import { evaluationOf, outlining } from "../../support/evaluations.ts";
import { foldLine, packFolds } from "../../support/folds.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { publishedFile } from "../../support/published_file.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";
import oracle from "./baselines/fixtures/baselines.json" with { type: "json" };

const EVERYONE: Labelling = {
  scope: { raters: "all", images: "all" },
  rule: "all",
  least: 1,
};

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
    { id: "all", title: "every evaluation", ...EVERYONE },
    {
      id: "second",
      title: "the second rater's",
      ...EVERYONE,
      scope: { raters: ["r2"], images: "all" },
    },
    {
      id: "undiscarded",
      title: "with no discard option",
      ...EVERYONE,
      rule: "undiscarded",
    },
    { id: "both", title: "of both raters", ...EVERYONE, least: 2 },
  ],
  notes: [],
};

/** Someone outlines papules in a, c, d and f, and patches in b; in e nobody does. */
const EVALUATIONS = [
  outlining(evaluationOf("r1 a", ["Papule"])),
  outlining(evaluationOf("r2 a", ["Papule"])),
  outlining(evaluationOf("r1 b", ["Patch"])),
  outlining(evaluationOf("r1 c", ["Papule"])),
  outlining(evaluationOf("r2 c", ["Papule"])),
  outlining(evaluationOf("r1 d", ["Papule", "Low-quality"])),
  evaluationOf("r2 e", ["Papule"]),
  outlining(evaluationOf("r1 f", ["Papule"])),
];

/** What the metadata say of each image but f, which they do not describe. */
const DIAGNOSES: Readonly<Record<string, string>> = {
  a: "Acne",
  b: "Vitiligo",
  c: "Acne",
  d: "Vitiligo",
  e: "Acne",
};

const LINES = Object.entries(DIAGNOSES).map(([image, diagnosis]) =>
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
  { lists = LISTS, diagnoses = DIAGNOSES, params = PARAMS }: {
    readonly lists?: Readonly<Record<string, readonly string[]>>;
    readonly diagnoses?: typeof DIAGNOSES;
    readonly params?: BaselinesParams;
  } = {},
): Promise<Readonly<Record<string, string>>> {
  const folds = join(folder, "folds.tar");
  packFolds(folds, lists);
  const files = await writeEvaluationFiles(folder, {
    evaluations: EVALUATIONS,
    diagnoses,
  });
  const outputs = outputsOf(baselines);
  const io = stageIO(folder, { params, inputs: { ...files, folds }, outputs });
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
      unlisted: 1,
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
      [["all", "4"], ["second", "2"], ["undiscarded", "3"], ["both", "2"]],
    );
  });
});

Deno.test("baselines runs: of one selection there is nothing to compare", async () => {
  await withFolder(async (folder) => {
    const scope = { raters: "all", images: "with-metadata" } as const;
    const params = {
      ...PARAMS,
      selections: [{ id: "known", title: "known images", ...EVERYONE, scope }],
    };
    const paths = await ran(folder, { params });
    const { exhibits } = exhibitsSchema.parse(
      await readJson(paths["exhibits"]!),
    );
    const { images } = await readJson<BaselineDetails>(paths["details"]!);

    assert.deepEqual(exhibits.map(({ id }) => id), ["baselines"]);
    assert.deepEqual([images.described, images.unlisted], [4, 0]);
  });
});

Deno.test("baselines runs: metadata that say otherwise than the folds are refused", async () => {
  const { e: _, ...fewer } = DIAGNOSES;
  const cases: [Parameters<typeof ran>[1], RegExp][] = [
    [
      { diagnoses: { ...DIAGNOSES, d: "Acne" } },
      /RangeError: Cannot use fold 0: it has "d" as "Vitiligo", and the metadata as "Acne": supply/,
    ],
    [
      { diagnoses: fewer },
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
      const paper = publishedFile("notebook_baselines.csv");
      const io = stageIO(join(folder, "baselines"), {
        params: DERMXDB_BASELINES,
        inputs: { ...release, paper },
        outputs: outputsOf(baselines),
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
