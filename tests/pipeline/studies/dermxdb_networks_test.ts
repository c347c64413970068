/**
 * The study of the second release with photographs and weights: a few images of each
 * published fold, photographs that are made up under the names of the real ones, and
 * networks that know nothing.
 */
import assert from "node:assert/strict";
import { basename, join } from "node:path";
import type { Claim } from "../../../data/ledger/claim.ts";
import { readTable } from "../../../data/ledger/table.ts";
import { writeJson } from "../../../data/write_json.ts";
import { encodePng } from "../../../data/image/encode_png.ts";
import type { StudyReport } from "../../../pipeline/commands/study_report.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import type { Exhibits } from "../../../pipeline/stages/exhibits/exhibit.ts";
import type { MeasuresDetails } from "../../../pipeline/stages/measures/details.ts";
import type { Sources } from "../../../pipeline/studies/sources.ts";
import { assertListings, filesBelow } from "../../support/assert_listings.ts";
import { dermxdbExcerpt, type Excerpt } from "../../support/dermxdb_excerpt.ts";
import {
  photograph,
  writePhotographs,
} from "../../support/excerpt_photographs.ts";
import { excerptWeights, writeFolder } from "../../support/excerpt_weights.ts";
import { needsMirror } from "../../support/mirror.ts";
import { program, type ProgramResult } from "../../support/program.ts";
import { LFS_POINTER, treeIdOf } from "../../support/published_weights.ts";
import { recomputedMeasures } from "../../support/recomputed_measures.ts";
import { readJson } from "../../support/read_json.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const NETWORKS = { dermx: "DermX", dermx_plus: "DermX+" } as const;

/** The numbers of the paper that networks are needed for. */
const CLAIMS = ["diagnosis_f1", "identification_f1", "localisation_f1"].flatMap(
  (row) => Object.values(NETWORKS).map((name) => `framework/${row}/${name}`),
);

/** How far a localisation may be from what is computed in double precision throughout. */
const TOLERANCE = 1e-6;

/** A run's summary, as `--json` prints it. */
interface Summary {
  readonly executed: number;
  readonly reused: number;
  readonly studies: readonly StudyReport[];
}

/** What a manifest says of a node. */
interface NodeRecord {
  readonly id: string;
  readonly actions?: readonly {
    readonly shard?: { readonly index: number };
    readonly outcome: string;
  }[];
}

/** A folder with an excerpt of the release and what a user would have. */
class Place {
  readonly #folder: string;
  readonly #excerpt: Excerpt;

  /** Takes a folder for everything. */
  constructor(folder: string, excerpt: Excerpt) {
    this.#folder = folder;
    this.#excerpt = excerpt;
  }

  /** The folder for photographs. */
  get images(): string {
    return join(this.#folder, "images");
  }

  /** The study's results. */
  get results(): string {
    return join(this.#folder, "results/dermxdb");
  }

  /** Runs the study; studies that are not named are all of them. */
  run(
    args: readonly string[] = [],
    { study = ["dermxdb"], sources = this.#excerpt.sources }: {
      readonly study?: readonly string[];
      readonly sources?: string;
    } = {},
  ): Promise<ProgramResult> {
    const { mirror } = this.#excerpt;
    return program([
      ...["reproduce", ...study, "--mirror", mirror, "--sources", sources],
      ...["--device", "wasm", "--json", ...args],
    ], { folder: this.#folder });
  }

  /** Runs the study with photographs; asserts the exit code. */
  async withPhotographs(
    expected: number,
  ): Promise<Summary & { readonly stderr: string }> {
    const { code, stdout, stderr } = await this.run(["--images", this.images]);
    assert.equal(code, expected, stderr);
    return { ...JSON.parse(stdout), stderr };
  }

  async json<T>(name: string): Promise<T> {
    return JSON.parse(await this.text(name));
  }

  text(name: string): Promise<string> {
    return Deno.readTextFile(join(this.results, name));
  }

  /** The claims that need networks. */
  async claims(): Promise<Claim[]> {
    const ledger = await this.json<Claim[]>("ledger.json");
    const claims = ledger.filter(({ id }) => CLAIMS.includes(id));
    assert.equal(claims.length, CLAIMS.length);
    return claims;
  }

  /** Asserts that the claims wait for something, and that all others are as they were. */
  async assertBlocked(by: string, supply: RegExp): Promise<void> {
    for (
      const { id, status, route, computed, blocked_by } of await this.claims()
    ) {
      assert.deepEqual([status, route, computed], ["blocked", null, null], id);
      assert.equal(blocked_by?.id, by);
      assert.match(blocked_by!.supply, supply);
    }
    const ledger = await this.json<Claim[]>("ledger.json");
    const settled = ledger.filter(({ route }) => route === "raw");
    assert.equal(settled.length, 2 + 24);
    const cells = await readTable(join(this.results, "tables/networks.csv"));
    assert.deepEqual(
      [...new Set(cells.map(({ statistic }) => statistic))],
      ["dermatologists"],
    );
    await assertListings(this.results);
  }

  /** The actions that the last run executed, such as `infer-dermx#3`. */
  async executed(): Promise<string[]> {
    const { nodes } = await this.json<{ nodes: readonly NodeRecord[] }>(
      "manifest.json",
    );
    return nodes.flatMap(({ id, actions = [] }) =>
      actions.filter(({ outcome }) => outcome === "executed")
        .map(({ shard }) => shard === undefined ? id : `${id}#${shard.index}`)
    ).sort();
  }
}

Deno.test({
  name: "reproduce dermxdb runs DermX and DermX+ on photographs, fold by fold",
  ...needsMirror(),
  async fn(t) {
    await withFolder(async (folder) => {
      const weights = excerptWeights();
      const excerpt = await dermxdbExcerpt(folder, {
        weightsId: treeIdOf(weights),
      });
      const { folds } = excerpt;
      const place = new Place(folder, excerpt);
      const photographs = await writePhotographs(place.images, folds.flat());

      await t.step(
        "but not without weights, and says where to put them",
        async () => {
          const { stderr, studies: [study] } = await place.withPhotographs(3);
          assert.deepEqual(study?.missing, ["weights"]);
          assert.match(
            stderr,
            /holds neither "dermx-20a07c\w+\/model_weights" nor an archive .* run without --mirror to fetch the weights, or take the folder "model_weights" from a clone of .* and put it into a folder for --mirror as "dermx-20a07c\w+\/model_weights"/,
          );
          await place.assertBlocked(
            "weights",
            /folder "model_weights" .*--mirror DIR/,
          );
        },
      );
      await t.step(
        "which is no error where nobody named the study",
        async () => {
          const { code, stderr } = await place.run(
            ["--images", place.images, "--to", "weights"],
            { study: [] },
          );
          assert.equal(code, 0, stderr);
          assert.match(stderr, /weights.*holds neither/);
        },
      );
      await t.step(
        "nor with sources that do not say where they are",
        async () => {
          const sources = join(folder, "no-weights.json");
          const pins = await readJson<Sources>(excerpt.sources);
          const { weights: _, ...release } = pins["release-v2"]!;
          await writeJson(sources, { ...pins, "release-v2": release });
          const lack =
            /do not say where the weights of "release-v2" are: add "weights"/;
          const { code, stderr } = await place.run(
            ["--images", place.images],
            { sources },
          );
          assert.equal(code, 3, stderr);
          assert.match(stderr, lack);
          await place.assertBlocked("weights", lack);
        },
      );
      await t.step("nor with pointers of Git LFS", async () => {
        const names = Object.keys(weights);
        const pointers = names.map((name) => [name, LFS_POINTER]);
        await writeFolder(excerpt.weights, Object.fromEntries(pointers));
        const { stderr, studies: [study] } = await place.withPhotographs(3);
        assert.deepEqual(study?.missing, ["weights"]);
        assert.match(
          stderr,
          /"dermx_fold_0\.pt" in the mirror folder is a pointer of Git LFS .*: run "git lfs pull"/,
        );
        await place.assertBlocked("weights", /--mirror DIR/);
      });
      await t.step("nor with a file of other bytes", async () => {
        const name = "dermx_plus_fold_7.pt";
        const other = new TextEncoder().encode("no weights");
        await writeFolder(excerpt.weights, { ...weights, [name]: other });
        const { code, stderr } = await place.run(
          ["--images", place.images, "--to", "weights"],
        );
        assert.equal(code, 1, stderr);
        assert.match(
          stderr,
          /weights failed: .*"model_weights" in "dermx-20a07c\w+\/model_weights", with 20 files, is not the pinned one: its git tree id is [0-9a-f]{40}, expected [0-9a-f]{40}/,
        );
      });

      await writeFolder(excerpt.weights, weights);
      const first = await place.withPhotographs(0);
      await t.step("and settles the claims by the networks", async () => {
        assert.deepEqual(first.studies[0]?.missing, []);
        for (const claim of await place.claims()) {
          const { id, route, status, computed, artifact } = claim;
          assert.equal(route, "model", id);
          assert.notEqual(status, "blocked", id);
          assert.ok(computed !== null && computed > 0 && computed < 1, id);
          assert.equal(artifact, "measures/tables/networks.csv");
        }
      });
      await t.step("with the numbers that the artifacts yield", async () => {
        const claims = await place.claims();
        const artifacts = join(place.results, "artifacts");
        for (const [network, name] of Object.entries(NETWORKS)) {
          const wanted = await recomputedMeasures(artifacts, {
            network,
            folds,
          });
          for (const [measure, value] of Object.entries(wanted)) {
            const id = `framework/${measure}/${name}`;
            const { computed } = claims.find((claim) => claim.id === id)!;
            assert.ok(
              Math.abs(computed! - value) < TOLERANCE,
              `${id}: ${computed}, recomputed ${value}`,
            );
          }
        }
      });
      await t.step(
        "beside raters, constant answers and blind maps",
        async () => {
          const { subjects, folds: sizes } = await place.json<MeasuresDetails>(
            "artifacts/measures/measures.json",
          );
          assert.deepEqual(sizes, folds.map(({ length }) => length));
          assert.deepEqual(subjects.map(({ id }) => id), [
            ...Object.values(NETWORKS),
            "dermatologists",
            "dermatologists_all",
            "always_present",
            "prevalent",
            "centre",
            "random",
          ]);
          const { exhibits } = await place.json<Exhibits>("exhibits.json");
          const [report, ...tables] = await Promise.all(
            [
              "report.md",
              "tables/networks.csv",
              "tables/choices.csv",
              "tables/folds.csv",
            ]
              .map((name) => place.text(name)),
          );
          for (const name of Object.values(NETWORKS)) {
            const rows = exhibits.flatMap(({ rows }) => rows)
              .filter(({ label }) => label === name);
            assert.ok(rows.length > 0, name);
            for (const table of tables) assert.ok(table.includes(`,${name},`));
          }
          for (const { title } of exhibits) {
            assert.ok(report!.includes(`### ${title}\n`), title);
          }
        },
      );
      await t.step("with a warning that these are other pictures", async () => {
        const { caution } = await place.json<Exhibits>("exhibits.json");
        assert.match(caution!, /not those that were annotated: 20 of 20/);
        assert.ok((await place.text("report.md")).includes(caution!));
        const findings = await place.json<Finding[]>("findings.json");
        const finding = findings.find(({ id }) => id === "other-photographs");
        assert.equal(finding?.affects.length, 6);
      });
      await t.step("without a copy of a photograph or of weights", async () => {
        const names = [...photographs.values()].map((path) => basename(path));
        let files = 0;
        for await (const path of filesBelow(place.results)) {
          assert.ok(!names.includes(basename(path)), path);
          assert.doesNotMatch(
            path.slice(place.results.length),
            /photographs|preprocess|pixels|weights|build|rewrite|\.(tar|onnx|pt|png|jpe?g)$/i,
          );
          assert.ok((await Deno.stat(path)).size < 2 ** 21, path);
          files++;
        }
        assert.ok(files > 200);
        await assertListings(place.results);
      });
      await t.step("once", async () => {
        const second = await place.withPhotographs(0);
        assert.deepEqual(await place.executed(), []);
        assert.deepEqual(
          [second.executed, second.reused],
          [0, first.executed + first.reused],
        );
      });

      const [image] = folds[3]!;
      const path = photographs.get(image!)!;
      const good = await Deno.readFile(path);
      await t.step("and one fold again for another photograph", async () => {
        const before = await place.claims();
        await Deno.writeFile(path, encodePng(photograph(30)));
        await place.withPhotographs(0);
        const ofFold = ["infer", "gradcam", "localisation"].flatMap((stage) =>
          Object.keys(NETWORKS).map((network) => `${stage}-${network}#3`)
        );
        assert.deepEqual(
          await place.executed(),
          [
            ...["photographs", "preprocess-dermx#3", ...ofFold, "measures"],
            ...["compare", "exhibits", "findings", "report"],
          ].sort(),
        );
        assert.notDeepEqual(await place.claims(), before);
        await Deno.writeFile(path, good);
      });
      await t.step("but not without one of the photographs", async () => {
        await Deno.remove(path);
        const { stderr, studies: [study] } = await place.withPhotographs(3);
        await Deno.writeFile(path, good);
        assert.deepEqual(study?.missing, ["photographs"]);
        assert.match(
          stderr,
          /no picture of 1 of 20 images \("[^"]+"\): put them directly into it/,
        );
        assert.ok(stderr.includes(`("${image}")`));
        await place.assertBlocked("weights", /every photograph/);
      });
      await t.step("nor with one that is none", async () => {
        await Deno.writeTextFile(path, "no picture");
        const { stderr, studies: [study] } = await place.withPhotographs(1);
        await Deno.writeFile(path, good);
        assert.ok(study?.failed.some((node) => /^preprocess-/.test(node)));
        assert.match(
          stderr,
          /preprocess-.* failed: .*it is no known picture file/,
        );
        await assertListings(place.results);
      });
      await t.step(
        "and without photographs their claims wait for these",
        async () => {
          const { code, stderr } = await place.run();
          assert.equal(code, 0, stderr);
          await place.assertBlocked(
            "photographs",
            /their folder: --images DIR/,
          );
        },
      );
    });
  },
});
