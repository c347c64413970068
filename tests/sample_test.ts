/** The README's first command: the study of generated pictures, in full. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Claim } from "../data/ledger/claim.ts";
import type { StudyReport } from "../pipeline/commands/study_report.ts";
import type { Check, Exhibits } from "../pipeline/stages/exhibits/exhibit.ts";
import { assertListings } from "./support/assert_listings.ts";
import { program } from "./support/program.ts";
import { withFolder } from "./support/temporary_folder.ts";

/** No process of the study may take more, in WebAssembly. */
const MOST_KIB = 700e6 / 1024;

/** What a run leaves beside the folder of artifacts. */
const RESULTS = [
  "exhibits.json",
  "figures/confusion_matrices.png",
  "figures/figure2.png",
  "figures/figure3.png",
  "report.html",
  "report.md",
  "tables/agreement_text.csv",
  "tables/appendix_table1.csv",
  "tables/choices.csv",
  "tables/confusion.csv",
  "tables/diagnosis.csv",
  "tables/explanation.csv",
  "tables/folds.csv",
  "tables/networks.csv",
  "tables/table2a.csv",
  "tables/table2b.csv",
  "tables/table3a.csv",
  "tables/table3b.csv",
];

/** What of a page a browser would fetch, or send, if it led anywhere. */
const LOADS =
  /(?:src|srcset|href|action|data|poster)="([^"]*)"|url\(([^)]*)\)/g;

interface Manifest {
  readonly nodes: readonly {
    readonly id: string;
    readonly state: string;
    readonly actions: readonly { readonly made: { maxRssKiB: number } }[];
  }[];
}

Deno.test("reproduce sample fits, explains and judges networks from nothing", async (t) => {
  await withFolder(async (folder) => {
    const results = join(folder, "results/sample");
    const text = (name: string): Promise<string> =>
      Deno.readTextFile(join(results, name));
    const reproduce = async (
      ...args: string[]
    ): Promise<
      { executed: number; reused: number; studies: StudyReport[] }
    > => {
      const { code, stdout, stderr } = await program(
        ["reproduce", ...args, "--device", "wasm", "--json"],
        // Nothing may come from the network.
        { folder, env: { DERMX_MIRROR: folder } },
      );
      assert.equal(code, 0, stderr);
      return JSON.parse(stdout);
    };
    const { executed, reused, studies: [study] } = await reproduce("sample");
    const { checks } = JSON.parse(await text("exhibits.json")) as Exhibits;
    const value = (id: string): number => checkOf(checks, id).value!;

    await t.step("every check holds", () => {
      assert.deepEqual(
        checks.filter(({ holds }) => !holds).map(({ statement }) => statement),
        [],
      );
      assert.deepEqual(study?.checks, {
        hold: checks.length,
        total: checks.length,
      });
    });
    await t.step("diagnoses are right on images held out", () => {
      assert.ok(value("diagnosis-mean") >= 0.75);
      assert.ok(value("diagnosis-worst-run") >= 0.6);
    });
    await t.step("maps are above both baselines", () => {
      for (const baseline of ["centre", "random"]) {
        assert.ok(value(`maps-above-${baseline}`) >= 0.05);
        assert.ok(value(`maps-above-${baseline}-p`) <= 0.01);
      }
    });
    await t.step("every result is there, as listed", async () => {
      assert.deepEqual(await assertListings(results), RESULTS);
    });
    await t.step("no process took more memory than is said", async () => {
      const { nodes } = JSON.parse(await text("manifest.json")) as Manifest;
      let actions = 0;
      for (const node of nodes) {
        assert.equal(node.state, "done");
        for (const { made } of node.actions) {
          assert.ok(made.maxRssKiB < MOST_KIB, `${node.id}: ${made.maxRssKiB}`);
          actions++;
        }
      }
      assert.equal(actions, executed + reused);
    });
    await t.step("the report says first that all is generated", async () => {
      const [html, markdown] = [
        await text("report.html"),
        await text("report.md"),
      ];
      assert.match(markdown.slice(0, 200), /Generated data/);
      const words = html.slice(html.indexOf("<body"))
        .replace(/<[^>]*>/g, " ").trim();
      assert.match(words.slice(0, 500), /generated/i);
    });
    await t.step(
      "the report carries its figures and loads nothing",
      async () => {
        const html = await text("report.html");
        const loads = [...html.matchAll(LOADS)].map(([, value, url]) =>
          (value ?? url)!.replace(/^["']/, "")
        );
        const images = loads.filter((url) => url.startsWith("data:image/png"));
        assert.equal(images.length, 3);
        for (const url of loads) assert.match(url, /^(?:#|data:)/);
        assert.doesNotMatch(html, /<(?:script|iframe|link|object|embed)\b/i);
      },
    );
    await t.step("a second run executes nothing", async () => {
      const second = await reproduce("sample");
      assert.deepEqual(
        [second.executed, second.reused],
        [0, executed + reused],
      );
    });
    await t.step(
      "beside a study without data, whose claims are blocked",
      async () => {
        const { studies, reused: all } = await reproduce();
        assert.ok(all >= executed + reused);
        const other = studies.find(({ study }) => study === "dermx-v1");
        assert.deepEqual(other?.missing, ["release-v1"]);
        const claims: Claim[] = JSON.parse(
          await text("../dermx-v1/ledger.json"),
        );
        const blocked = claims.filter(({ blocked_by }) =>
          blocked_by?.id === "release-v1"
        );
        assert.equal(blocked.length, 554 + 19);
        assert.equal(
          claims.filter(({ status }) => status === "exact").length,
          74,
        );
      },
    );
  });
});

function checkOf(checks: readonly Check[], id: string): Check {
  const check = checks.find((check) => check.id === id);
  assert.ok(check, `No check "${id}"`);
  return check;
}
