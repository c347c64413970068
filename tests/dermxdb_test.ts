/** The study of the second release, in full: what it yields without photographs. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Claim } from "../data/ledger/claim.ts";
import type { Finding } from "../data/ledger/finding.ts";
import { readTable } from "../data/ledger/table.ts";
import type { StudyReport } from "../pipeline/commands/study_report.ts";
import type { Exhibits } from "../pipeline/stages/exhibits/exhibit.ts";
import { assertListings } from "./support/assert_listings.ts";
import { mirrorFolder, needsMirror } from "./support/mirror.ts";
import { program } from "./support/program.ts";
import { withFolder } from "./support/temporary_folder.ts";

/** What a run leaves beside the folder of artifacts. */
const RESULTS = [
  "exhibits.json",
  "findings.json",
  "ledger.json",
  "report.html",
  "report.md",
  "tables/agreement_text.csv",
  "tables/appendix_table1.csv",
  "tables/baselines.csv",
  "tables/baselines_selections.csv",
  "tables/choices.csv",
  "tables/folds.csv",
  "tables/framework.csv",
  "tables/fusion.csv",
  "tables/intra_appendix_table1.csv",
  "tables/intra_table2b.csv",
  "tables/intra_table3b.csv",
  "tables/label_rules.csv",
  "tables/networks.csv",
  "tables/release.csv",
  "tables/table2a.csv",
  "tables/table2b.csv",
  "tables/table3a.csv",
  "tables/table3b.csv",
];

/**
 * Fetch, ingest, eight stages on their tables, three on outlines of one size, and what
 * judges them.
 */
const ACTIONS = 17;

/** What the findings say, by id. */
const STATEMENTS: Readonly<Record<string, RegExp>> = {
  "other-folds": /its fold, 56 images\. Of the 10 .* none has more than 8 of/,
  "fold-images": /counts 554 images\. The 10 folds .* list 566, of which 566/,
  "baseline-images": /566 images, of which 556 have features.* 0 of 24 printed/,
  "label-rule":
    /446 of 448 labels in "train_class_weights"; the others are Plaque of "032439HB", printed as absent and Papule of "042980HB"/,
  "rater-consistency":
    /^326 evaluations of 55 images .* 0\.95 and 0\.89 on the diagnosis/,
  "rater-diagnosis-f1": /mean over 8 raters is 0\.848; .* none of them reads/,
  "rater-measures":
    /identification a dermatologist has 0\.65 against the others, .* localisation a dermatologist has 0\.23 against/,
  "second-round-term": /Hyperkeratosis is selected 21 times there and 1 in/,
};

/**
 * What a dermatologist reaches against the others. A program of sixty lines in Python
 * has the same from the artifacts of the stage `ingest`, pixel by pixel.
 */
const RATER_MEASURES: Readonly<Record<string, number>> = {
  identification_f1: 0.6508423174746366,
  localisation_f1: 0.23416568881635108,
};

Deno.test({
  name: "reproduce dermxdb recomputes what the second release yields",
  ...needsMirror(),
  async fn(t) {
    await withFolder(async (folder) => {
      const results = join(folder, "results/dermxdb");
      const json = async <T>(name: string): Promise<T> =>
        JSON.parse(await Deno.readTextFile(join(results, name)));
      const reproduce = async (): Promise<
        { executed: number; reused: number; studies: StudyReport[] }
      > => {
        const { code, stdout, stderr } = await program(
          ["reproduce", "dermxdb", "--mirror", mirrorFolder(), "--json"],
          { folder },
        );
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
      };
      const { executed, studies: [study] } = await reproduce();
      assert.equal(executed, ACTIONS);
      assert.deepEqual(study?.missing, []);

      await t.step("the dermatologists are counted and scored", async () => {
        const claims = await json<Claim[]>("ledger.json");
        assert.equal(claims.length, 9 + 24);
        const byId = new Map(claims.map((claim) => [claim.id, claim]));
        assert.equal(byId.get("framework/dermatologists/value")?.computed, 8);
        // A program of a few lines in Python has the same from the same tables.
        const f1 = byId.get("framework/diagnosis_f1/dermatologists");
        assert.ok(Math.abs(f1!.computed! - 0.848247220771623) < 1e-12);
        assert.equal(f1!.status, "differs");
      });
      await t.step("what networks do is blocked", async () => {
        const claims = await json<Claim[]>("ledger.json");
        const blocked = claims.filter(({ status }) => status === "blocked");
        const reasons = Map.groupBy(blocked, (claim) => claim.blocked_by?.id);
        assert.deepEqual(
          [...reasons].map(([id, { length }]) => [id, length]),
          [["framework-images", 1], ["photographs", 6]],
        );
      });
      await t.step(
        "dermatologists are judged as networks would be",
        async () => {
          const cells = await readTable(join(results, "tables/networks.csv"));
          assert.deepEqual(
            cells.map(({ row, statistic }) => [row, statistic]),
            Object.keys(RATER_MEASURES).map((row) => [row, "dermatologists"]),
          );
          for (const { row, value } of cells) {
            assert.ok(Math.abs(value - RATER_MEASURES[row]!) < 1e-10, row);
          }
        },
      );
      await t.step("the findings carry the computed numbers", async () => {
        const findings = await json<Finding[]>("findings.json");
        assert.deepEqual(
          findings.map(({ id }) => id),
          Object.keys(STATEMENTS),
        );
        for (const { id, statement } of findings) {
          assert.match(statement, STATEMENTS[id]!);
        }
      });
      await t.step("the report shows every table for people", async () => {
        const { exhibits } = await json<Exhibits>("exhibits.json");
        assert.equal(exhibits.length, 16);
        const markdown = await Deno.readTextFile(join(results, "report.md"));
        for (const { title } of exhibits) {
          assert.ok(markdown.includes(`### ${title}\n`), title);
        }
      });
      await t.step("every result is there, as listed", async () => {
        assert.deepEqual(await assertListings(results), RESULTS);
      });
      await t.step("a second run executes nothing", async () => {
        const second = await reproduce();
        assert.deepEqual([second.executed, second.reused], [0, ACTIONS]);
      });
    });
  },
});
