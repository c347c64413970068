import assert from "node:assert/strict";
import { readTable, type TableCell } from "../../../data/ledger/table.ts";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { FOLD_COLUMNS } from "../../../data/dermx/fold_schema.ts";
import type { Exhibits } from "../../../pipeline/stages/exhibits/exhibit.ts";
import { exhibitsSchema } from "../../../pipeline/stages/exhibits/exhibits_schema.ts";
import type { MeasuresDetails } from "../../../pipeline/stages/measures/details.ts";
import {
  type MeasuresParams,
  measuresStage,
} from "../../../pipeline/stages/measures.ts";
import { run } from "../../../pipeline/stages/measures_run.ts";
import { writeEvaluationFiles } from "../../support/evaluation_files.ts";
import { evaluationOf, outlining } from "../../support/evaluations.ts";
import { MeasuresFiles, type SomeFold } from "../../support/measures_files.ts";
import { SOME_MEASURES, SOME_READINGS } from "../../support/measures_params.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** By "any", Plaque is in a, b and c, Scale in a and d; by "two", Plaque in a alone. */
const EVALUATIONS = [
  outlining(evaluationOf("r1 a", ["Acne", "Plaque", "Scale"])),
  outlining(evaluationOf("r2 a", ["Acne", "Plaque"])),
  outlining(evaluationOf("r1 b", ["Psoriasis", "Plaque"])),
  outlining(evaluationOf("r2 b", ["Psoriasis"])),
  outlining(evaluationOf("r1 c", ["Acne"])),
  outlining(evaluationOf("r2 c", ["Acne", "Plaque"])),
  outlining(evaluationOf("r1 d", ["Psoriasis", "Scale"])),
  outlining(evaluationOf("r2 d", ["Other-disease", "Plaque"])),
];
const DIAGNOSES = { a: "Acne", b: "Psoriasis", c: "Acne", d: "Psoriasis" };

/** Diagnoses a, b and c right; finds Plaque in a and b, Scale in a, c and d. */
const NETWORK: readonly SomeFold[] = [
  {
    a: { diagnoses: [2, 1], logits: [3, 3], maps: [[2, 4, 4], [1, 2, 6]] },
    b: { diagnoses: [1, 2], logits: [3, -3], maps: [[3, 3, 3], [0, 5, 0]] },
  },
  {
    c: { diagnoses: [2, 1], logits: [-3, 3], maps: [[4, 4, 4], [0, 4, 0]] },
    d: { diagnoses: [2, 1], logits: [-3, 3], maps: [[0, 4, 0], [3, 4, 8]] },
  },
];

/** Everywhere half of what is there. */
const BLIND: readonly SomeFold[] = NETWORK.map((fold) =>
  Object.fromEntries(
    Object.entries(fold).map(([image, judgement]) => [image, {
      ...judgement,
      maps: judgement.maps.map(([, , area]) => [area / 2, area, area] as const),
    }]),
  )
);

const RATERS = {
  "r1 a Plaque others": [2, 2, 2],
  "r1 a Scale others": [0, 2, 0],
  "r2 a Plaque others": [2, 2, 2],
  "r2 a Scale others": [0, 0, 2],
  "r1 a Plaque all": [2, 2, 2],
} as const;

interface Found {
  readonly framework: readonly TableCell[];
  readonly choices: readonly TableCell[];
  readonly folds: readonly TableCell[];
  readonly details: MeasuresDetails;
  readonly exhibits: Exhibits;
}

async function measured(
  params: MeasuresParams,
  { network = NETWORK, change = {} }: {
    readonly network?: readonly SomeFold[];
    readonly change?: Readonly<Record<string, string | readonly string[]>>;
  } = {},
): Promise<Found> {
  return await withFolder(async (folder) => {
    const files = new MeasuresFiles(folder, {
      characteristics: params.characteristics,
      readings: SOME_READINGS,
    });
    const blind = await Promise.all(BLIND.map((fold) => files.maps(fold)));
    const io = stageIO(folder, {
      params,
      inputs: {
        ...await writeEvaluationFiles(folder, {
          evaluations: EVALUATIONS,
          diagnoses: DIAGNOSES,
        }),
        ...network.length === 0 ? {} : {
          ...await files.network("net", network),
          centre_scores: blind,
          random_scores: blind,
        },
        rater_scores: await files.raters(RATERS),
        rater_diagnoses: await files.lines(
          "row,column,statistic,value",
          "diagnosis_f1,,dermatologists,0.85",
        ),
        paper: await files.lines(
          "table,row,column,statistic,printed,tolerance",
          "framework,diagnosis_f1,,DermX,0.79,",
          "framework,diagnosis_f1,,dermatologists,0.87,",
        ),
        ...change,
      },
      outputs: outputsOf(measuresStage(params.networks.map(({ id }) => id))),
    });
    await run(io);
    return {
      framework: await readTable(io.output("framework")),
      choices: await readTable(io.output("choices")),
      folds: await readTable(io.output("folds")),
      details: await readJson(io.output("details")),
      exhibits: exhibitsSchema.parse(await readJson(io.output("exhibits"))),
    };
  });
}

function valueOf(
  cells: readonly TableCell[],
  row: string,
  column: string,
  statistic: string,
): number | undefined {
  return cells.find((cell) =>
    cell.row === row && cell.column === column && cell.statistic === statistic
  )?.value;
}

Deno.test("run() of measures judges fold by fold, by the study's own choices", async () => {
  const { framework, folds } = await measured(SOME_MEASURES);

  assert.deepEqual(folds.filter(({ column }) => column === "Net"), [
    { row: "diagnosis_f1", column: "Net", statistic: "0", value: 1 },
    // Acne is found in both, of which one has it; Psoriasis in none.
    { row: "diagnosis_f1", column: "Net", statistic: "1", value: 1 / 3 },
    { row: "identification_f1", column: "Net", statistic: "0", value: 1 },
    // Plaque is missed; of two findings of Scale one is right.
    { row: "identification_f1", column: "Net", statistic: "1", value: 1 / 3 },
    // Plaque 1/2 and 1, Scale 1/4.
    { row: "localisation_f1", column: "Net", statistic: "0", value: 1 / 2 },
    // Plaque is not found, so its map is empty; Scale 1/2.
    { row: "localisation_f1", column: "Net", statistic: "1", value: 1 / 4 },
  ]);
  assert.deepEqual(framework.filter(({ statistic }) => statistic === "Net"), [
    { row: "diagnosis_f1", column: "", statistic: "Net", value: 2 / 3 },
    { row: "identification_f1", column: "", statistic: "Net", value: 2 / 3 },
    { row: "localisation_f1", column: "", statistic: "Net", value: 3 / 8 },
  ]);
});

Deno.test("run() of measures judges raters against the others and against all", async () => {
  const { framework, choices, details } = await measured(SOME_MEASURES);

  // Their diagnoses are for another stage to put into the ledger's table.
  assert.deepEqual(
    framework.filter(({ statistic }) => statistic === "dermatologists").map(
      ({ row }) => row,
    ),
    ["identification_f1", "localisation_f1"],
  );
  // r1 of a, b and c: Plaque 1 hit, 1 false alarm, 1 miss; Scale 1 false alarm. d has no
  // other that counts. r2 the other way round.
  assert.equal(
    valueOf(framework, "identification_f1", "", "dermatologists"),
    1 / 4,
  );
  // r1 Plaque 2 of 3, Scale 2 of 2; r2 of a, b and c Plaque 2 of 3, Scale none of 1.
  const all = (4 / 5 + 1) / 2;
  assert.equal(
    valueOf(choices, "identification_f1", "base", "dermatologists_all"),
    (all + 2 / 5) / 2,
  );
  // r1 Plaque 1; r2 Plaque 1, Scale 0.
  assert.equal(
    valueOf(framework, "localisation_f1", "", "dermatologists"),
    (1 + 1 / 2) / 2,
  );
  const raters = details.subjects.find(({ id }) => id === "dermatologists");
  assert.deepEqual(raters?.groups, ["r1", "r2"]);
  assert.deepEqual(raters?.measures.diagnosis?.base.value, 0.85);
});

Deno.test("run() of measures puts constant answers and blind maps beside networks", async () => {
  const { choices } = await measured(SOME_MEASURES);
  const base = (row: string, statistic: string) =>
    valueOf(choices, row, "base", statistic);

  // Plaque 1 and Scale 2/3 in the first fold, 2/3 and 2/3 in the second.
  assert.equal(
    base("identification_f1", "always_present"),
    ((1 + 2 / 3) / 2 + 2 / 3) / 2,
  );
  // Neither is in more than half of c and d; Plaque is in all of a and b.
  assert.equal(base("identification_f1", "prevalent"), (0 + 1 / 3) / 2);
  assert.equal(base("localisation_f1", "centre"), 1 / 2);
  assert.equal(base("localisation_f1", "random"), 1 / 2);
  assert.equal(base("diagnosis_f1", "centre"), undefined);
});

Deno.test("run() of measures gives every choice for everyone whom it concerns", async () => {
  const { choices } = await measured(SOME_MEASURES);
  const of = (row: string, column: string, statistic = "Net") =>
    valueOf(choices, row, column, statistic);

  // Plaque: 2 of 3 found; Scale: 2 of 2, and one false alarm.
  const pooled = "all folds judged together";
  assert.equal(of("identification_f1", pooled), 4 / 5);
  const micro = "micro F1: all answers counted together";
  assert.equal(of("identification_f1", micro), (1 + 2 / 4) / 2);
  const kept = "maps of characteristics that are not found are kept";
  assert.equal(of("localisation_f1", kept), (1 / 2 + 3 / 4) / 2);
  assert.equal(of("localisation_f1", kept, "centre"), 1 / 2);
  // By two raters, Plaque is in a alone and Scale nowhere.
  assert.equal(
    of("identification_f1", "two raters"),
    (2 / 3 / 2 + 0) / 2,
  );
  assert.equal(of("diagnosis_f1", pooled, "dermatologists"), undefined);
});

Deno.test("run() of measures gives 1 everywhere to a network that is always right", async () => {
  const perfect = NETWORK.map((fold) =>
    Object.fromEntries(
      Object.entries(fold).map(([image, { maps }]) => [image, {
        diagnoses: [0, DIAGNOSES[image as "a"] === "Acne" ? -1 : 1],
        logits: maps.map(([, , area]) => area > 0 ? 1 : -1),
        maps: maps.map(([, , area]) => [area, area, area] as const),
      }]),
    )
  );
  const { choices } = await measured(SOME_MEASURES, { network: perfect });
  const own = choices.filter(({ statistic, column }) =>
    statistic === "Net" && column !== "two raters"
  );

  const { diagnosis, identification, localisation } =
    SOME_MEASURES.alternatives;
  assert.equal(
    own.length,
    3 + diagnosis.length + identification.length - 1 + localisation.length,
  );
  for (const { row, column, value } of own) {
    assert.equal(value, 1, `${row}, ${column}`);
  }
});

Deno.test("run() of measures shows the paper's numbers beside ours", async () => {
  const { exhibits } = await measured({
    ...SOME_MEASURES,
    checks: [{
      id: "above-constant",
      network: "net",
      measure: "identification",
      above: "constant",
      threshold: -0.2,
    }],
  });

  const [measures] = exhibits.exhibits;
  const printed = measures!.rows.map(({ label, cells }) =>
    [label, cells[0]!.value, cells[0]!.paper] as const
  );
  assert.deepEqual(printed.slice(0, 3), [
    ["Net", 2 / 3, "0.79"],
    ["Dermatologists, against the others", 0.85, "0.87"],
    ["Dermatologists, against all, themselves included", null, undefined],
  ]);
  assert.ok(
    measures!.notes.includes(
      "The paper's numbers are of other networks on other images: DermX's beside Net.",
    ),
  );
  assert.deepEqual(exhibits.checks.map(({ id, holds }) => [id, holds]), [
    ["above-constant", true],
  ]);
  assert.deepEqual(exhibits.exhibits.map(({ id }) => id), [
    "measures",
    "identification-characteristics",
    "localisation-characteristics",
    "choices-diagnosis",
    "choices-identification",
    "choices-localisation",
  ]);
  for (const { columns, rows, id } of exhibits.exhibits) {
    for (const { cells } of rows) {
      assert.equal(cells.length, columns.length - 1, id);
    }
  }
});

Deno.test("run() of measures warns of photographs that are not those annotated", async () => {
  await withFolder(async (folder) => {
    const size = `${folder}/sizes.csv`;
    await Deno.writeTextFile(size, "image,width,height\na,40,30\n");
    const { exhibits } = await measured(SOME_MEASURES, {
      change: { sizes: [size] },
    });
    assert.match(exhibits.caution!, /1 of 1 photograph has another size/);
  });
});

Deno.test("run() of measures leaves out a network that is not supplied, and judges constant answers if folds are known", async () => {
  await withFolder(async (folder) => {
    const list = (images: string): Uint8Array<ArrayBuffer> =>
      new TextEncoder().encode(
        [
          FOLD_COLUMNS.join(","),
          ...[...images].map((image) =>
            FOLD_COLUMNS.map((column) =>
              ({
                current_filename: `${image}.jpeg`,
                patient_id: image,
                diagnosis: DIAGNOSES[image as "a"],
              } as Record<string, string>)[column] ?? ""
            ).join(",")
          ),
        ].join("\n"),
      );
    const folds = `${folder}/folds.tar`;
    writeTar(folds, [
      { name: "metadata_fold_0_test.csv", bytes: list("ab") },
      { name: "metadata_fold_0_train.csv", bytes: list("cd") },
      { name: "metadata_fold_1_test.csv", bytes: list("cd") },
      { name: "metadata_fold_1_train.csv", bytes: list("ab") },
    ]);
    const network: SomeFold[] = [];
    const { choices, details } = await measured(SOME_MEASURES, {
      network,
      change: { folds },
    });

    const full = await measured(SOME_MEASURES);
    assert.deepEqual(
      choices,
      full.choices.filter(({ statistic }) =>
        !["Net", "centre", "random"].includes(statistic)
      ),
    );
    assert.deepEqual(details.folds, [2, 2]);
    const none = await measured(SOME_MEASURES, { network });
    assert.deepEqual(none.details.folds, []);
    assert.deepEqual(
      none.details.subjects.map(({ id }) => id),
      ["dermatologists", "dermatologists_all"],
    );
  });
});

Deno.test("run() of measures refuses what does not fit", async () => {
  const cases: [Parameters<typeof measured>, RegExp][] = [
    [
      [SOME_MEASURES, { network: [NETWORK[0]!] }],
      /^RangeError: Cannot judge "centre" fold by fold: it has 2 parts of scores, 1 parts/,
    ],
    [
      [SOME_MEASURES, { network: [NETWORK[0]!, NETWORK[0]!] }],
      /^RangeError: Cannot judge "net": "a" is tested in fold 0 and in fold 1: /,
    ],
    [
      [{
        ...SOME_MEASURES,
        choices: {
          ...SOME_MEASURES.choices,
          identification: {
            ...SOME_MEASURES.choices.identification,
            labels: "three",
          },
        },
      }],
      /^RangeError: Cannot label images by "three": the study has "any", "two": /,
    ],
    [
      [{
        ...SOME_MEASURES,
        alternatives: {
          ...SOME_MEASURES.alternatives,
          localisation: [{ title: "?", change: { reference: "none" } }],
        },
      }],
      /^RangeError: Cannot find reference "none" and map "float" in ".*scores.csv": it has reference "share" and map "float"; .*: name one of these/,
    ],
  ];
  for (const [given, message] of cases) {
    await assert.rejects(measured(...given), message);
  }
  await withFolder(async (folder) => {
    const path = `${folder}/table.csv`;
    await Deno.writeTextFile(path, "row,column,statistic,value\n");
    await assert.rejects(
      measured(SOME_MEASURES, { change: { rater_diagnoses: path } }),
      /^RangeError: Cannot find the raters' "diagnosis_f1" in ".*table.csv": supply /,
    );
  });
});
