import assert from "node:assert/strict";
import { join } from "node:path";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { readTable } from "../../../data/ledger/table.ts";
import { ingest } from "../../../pipeline/stages/ingest.ts";
import { run as runIngest } from "../../../pipeline/stages/ingest_run.ts";
import {
  intraRater,
  type IntraRaterParams,
} from "../../../pipeline/stages/intra_rater.ts";
import type { IntraRaterDetails } from "../../../pipeline/stages/intra_rater/details.ts";
import { DERMXDB_INTRA_RATER } from "../../../pipeline/stages/intra_rater_dermxdb.ts";
import { run } from "../../../pipeline/stages/intra_rater_run.ts";
import {
  annotationFile,
  outlined,
  type RawAnnotation,
  tag,
} from "../../support/annotation_file.ts";
import { outputsOf } from "../../support/outputs.ts";
import { readJson } from "../../support/read_json.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** A plaque of so many columns and one row at the top left of the 8 x 6 image. */
function plaque(columns: number): RawAnnotation {
  return outlined("Plaque", [0, 0, columns - 1, 0, columns - 1, 0, 0, 0]);
}

const FILES: Readonly<Record<string, readonly RawAnnotation[]>> = {
  // Rater 1 sees a plaque on a both times, of 4 and of 2 pixels, and on b the second time.
  "labeller1_a": [plaque(4), tag("Acne")],
  "labeller12_a": [plaque(2), tag("Acne")],
  "labeller1_b": [tag("Acne")],
  "labeller12_b": [plaque(8), tag("Psoriasis")],
  // Rater 2 discards a the second time, and names two diagnoses on b.
  "labeller2_a": [plaque(4), tag("Acne")],
  "labeller22_a": [plaque(4), tag("Acne"), tag("Low-quality")],
  "labeller2_b": [plaque(4), tag("Acne")],
  "labeller22_b": [plaque(4), tag("Acne"), tag("Psoriasis")],
  // The metadata lack x, and nobody evaluates c twice.
  "labeller1_x": [tag("Vitiligo")],
  "labeller12_x": [tag("Vitiligo")],
  "labeller1_c": [plaque(1), tag("Vitiligo")],
};

/** Runs the stage on {@link FILES}: values by table, and the details. */
async function compared(
  change: Partial<IntraRaterParams> = {},
): Promise<{
  values: (table: string, row: string) => Record<string, number>;
  details: IntraRaterDetails;
}> {
  return await withFolder(async (folder) => {
    const inputs = {
      annotations: join(folder, "annotations.tar"),
      metadata: join(folder, "metadata.csv"),
    };
    writeTar(
      inputs.annotations,
      Object.entries(FILES).map(([name, content]) =>
        annotationFile(name, content)
      ),
    );
    const rows = ["a", "b", "c"].map((image) =>
      `${image}.jpg;SD-260;Acne;${image}.jpeg;light;adult`
    );
    await Deno.writeTextFile(
      inputs.metadata,
      `original_filename;dataset;diagnosis;current_filename;skin_tone;age\n${
        rows.join("\n")
      }\n`,
    );
    const ingested = stageIO(folder, {
      params: { release: "v2", imagesWithoutMetadata: "keep" } as const,
      inputs,
      outputs: outputsOf(ingest),
    });
    await runIngest(ingested);
    const io = stageIO(folder, {
      params: { ...DERMXDB_INTRA_RATER, ...change },
      inputs: Object.fromEntries(
        Object.keys(ingest.outputs).map((port) => [
          port,
          ingested.output(port),
        ]),
      ),
      outputs: outputsOf(intraRater),
    });
    await run(io);
    const tables = new Map(
      await Promise.all(
        ["table2b", "appendix_table1", "table3b"].map(async (table) =>
          [table, await readTable(io.output(table))] as const
        ),
      ),
    );
    return {
      values: (table, name) =>
        Object.fromEntries(
          tables.get(table)!.filter(({ row }) => row === name)
            .map(({ column, statistic, value }) => [
              `${column}_${statistic}`,
              value,
            ]),
        ),
      details: await readJson<IntraRaterDetails>(io.output("details")),
    };
  });
}

Deno.test("run() of intra_rater compares each rater's two rounds, both ways", async () => {
  const { values } = await compared();

  // Rater 1: Acne on a, then Acne and Psoriasis; rater 2: Acne on b both times, since
  // of two diagnoses the alphabetically first one counts.
  const acne = values("table2b", "Acne");
  assert.equal(acne["f1_mean"], (2 / 3 + 2 / 3 + 1 + 1) / 4);
  assert.equal(acne["sensitivity_mean"], (1 / 2 + 1 + 1 + 1) / 4);
  assert.equal(acne["f1_n"], 4);
  assert.equal(acne["evals_count"], 5);
  assert.equal(acne["images_count"], 2);

  const plaques = values("appendix_table1", "Plaque");
  assert.equal(plaques["f1_mean"], (2 / 3 + 2 / 3 + 1 + 1) / 4);
  assert.equal(plaques["sensitivity_mean"], (1 + 1 / 2 + 1 + 1) / 4);
  assert.equal(plaques["evals_count"], 5);
});

Deno.test("run() of intra_rater pools the outlines of both rounds where both have one diagnosis", async () => {
  const { values, details } = await compared();

  // On a 4 and 2 pixels, of which 2 are common; on b none and 8. Rater 2 has no pair.
  const outlines = values("table3b", "Plaque");
  assert.equal(outlines["pairs_count"], 4);
  assert.equal(outlines["f1_mean"], (2 / 3 + 2 / 3 + 0 + 0) / 4);
  assert.equal(outlines["sensitivity_n"], 3);
  assert.equal(outlines["sensitivity_mean"], (2 / 4 + 2 / 2 + 0) / 3);
  assert.equal(
    outlines["specificity_mean"],
    (1 + 44 / 46 + 1 + 40 / 48) / 4,
  );
  assert.deepEqual(
    details.localisation.find(({ characteristic }) =>
      characteristic === "Plaque"
    ),
    {
      characteristic: "Plaque",
      pairs: 4,
      drawn_by_both: { pairs: 2, dice: 2 / 3, iou: 1 / 2 },
    },
  );
});

Deno.test("run() of intra_rater takes the second round as the prediction of unordered pairs", async () => {
  const { appendix_table1 } = DERMXDB_INTRA_RATER;
  const { values } = await compared({
    appendix_table1: { ...appendix_table1, pairs: "unordered" },
  });

  const plaques = values("appendix_table1", "Plaque");
  assert.equal(plaques["pairs_count"], 2);
  assert.equal(plaques["sensitivity_mean"], 1);
  // Rater 1's second plaque on b is a false positive; rater 2 has nothing without one.
  assert.equal(plaques["specificity_mean"], 0);
});

Deno.test("run() of intra_rater counts pairs and images, and each rater's", async () => {
  const { details } = await compared();

  assert.deepEqual(details.sets, [
    { set: "all", pairs: 4, images: 2 },
    { set: "undiscarded", pairs: 3, images: 2 },
    { set: "some-diagnosis", pairs: 3, images: 2 },
    { set: "one-diagnosis", pairs: 2, images: 2 },
  ]);
  assert.deepEqual(details.raters, [
    {
      raters: ["labeller12", "labeller1"],
      images: 2,
      accuracy: 1 / 2,
      macro_f1: 1 / 3,
    },
    {
      raters: ["labeller22", "labeller2"],
      images: 1,
      accuracy: 1,
      macro_f1: 1,
    },
  ]);
});

Deno.test("run() of intra_rater puts raters with each other beside raters with themselves", async () => {
  const { details } = await compared();

  const of = (table: keyof IntraRaterDetails["agreement"], name: string) =>
    details.agreement[table].find(({ row }) => row === name);
  // In the first round raters 1 and 2 share b, which both call Acne; on it only rater
  // 2 sees a plaque. Rater 2's first evaluation of a is out: the second is discarded.
  assert.deepEqual(of("table2b", "Acne")?.between, { mean: 1, n: 2 });
  assert.deepEqual(of("appendix_table1", "Plaque")?.between, { mean: 0, n: 2 });
  // Of the first round only rater 1 has pairs of one diagnosis each.
  assert.equal(of("table3b", "Plaque")?.between, null);
  assert.deepEqual(of("table3b", "Plaque")?.within, { mean: 1 / 3, n: 4 });
});

Deno.test("run() of intra_rater takes images without metadata when told to", async () => {
  const { details } = await compared({ images: "all" });

  assert.deepEqual(details.sets[0], { set: "all", pairs: 5, images: 3 });
});
