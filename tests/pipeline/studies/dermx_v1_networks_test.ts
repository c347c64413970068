/**
 * The study of the first release with photographs and networks: pictures that are made
 * up, under the names of the real ones, and networks that know nothing.
 */
import assert from "node:assert/strict";
import { basename, join, relative } from "node:path";
import type { Claim } from "../../../data/ledger/claim.ts";
import type { Finding } from "../../../data/ledger/finding.ts";
import type { StudyReport } from "../../../pipeline/commands/study_report.ts";
import type { Exhibits } from "../../../pipeline/stages/exhibits/exhibit.ts";
import { assertListings, filesBelow } from "../../support/assert_listings.ts";
import { mirrorFolder, needsMirror } from "../../support/mirror.ts";
import { program, type ProgramResult } from "../../support/program.ts";
import {
  tinyNetwork,
  writeNetworks,
  writePictures,
} from "../../support/supplied_networks.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** The tables that networks fill. */
const TABLES = ["table5a", "table5b", "table6a", "table6b"];

/** A file that something is done to for one run. */
interface Spoiled {
  readonly name: string;
  /** Which it is; a picture unless said. */
  readonly path?: string;
  /** What it becomes; it is removed unless said. */
  readonly bytes?: Uint8Array;
  /** The exit code. */
  readonly code: number;
  readonly message: RegExp;
  /** How the results have Table 6 afterwards; unless said they have no ledger. */
  readonly route?: Claim["route"];
}

Deno.test({
  name: "reproduce dermx-v1 fills Tables 5 and 6 from photographs and networks",
  ...needsMirror(),
  async fn(t) {
    await withFolder(async (folder) => {
      const results = join(folder, "results/dermx-v1");
      const [images, models] = ["images", "models"].map((x) =>
        join(folder, x)
      ) as [string, string];
      const text = (name: string): Promise<string> =>
        Deno.readTextFile(join(results, name));
      const run = (...args: string[]): Promise<ProgramResult> =>
        program([
          ...["reproduce", "dermx-v1", "--mirror", mirrorFolder()],
          ...["--device", "wasm", "--json", ...args],
        ], { folder });
      const both = ["--images", images, "--models", models];
      const succeed = async (...args: string[]): Promise<
        { executed: number; reused: number; studies: StudyReport[] }
      > => {
        const { code, stdout, stderr } = await run(...args);
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout);
      };

      await succeed();
      const before = await text("ledger.json");
      const pictures = await writePictures(images, {
        images: join(results, "artifacts/ingest/images.csv"),
      });
      await writeNetworks(models);
      const found = await succeed(...both);

      await t.step("by route, in both tables and both parts", async () => {
        const claims: Claim[] = JSON.parse(await text("ledger.json"));
        for (const table of TABLES) {
          const ofTable = claims.filter((claim) => claim.table === table);
          assert.ok(ofTable.length >= 36, table);
          for (const { id, route, status, computed, artifact } of ofTable) {
            assert.equal(route, "model", id);
            assert.notEqual(status, "blocked", id);
            assert.ok(computed !== null && computed >= 0 && computed <= 1, id);
            assert.equal(
              artifact,
              `printed_tables/tables/model_${table}.csv`,
            );
          }
        }
        const rest = (ledger: readonly Claim[]): Claim[] =>
          ledger.filter(({ table }) => !TABLES.includes(table));
        assert.deepEqual(rest(claims), rest(JSON.parse(before)));
      });
      await t.step("with a warning that these are other pictures", async () => {
        const { caution } = JSON.parse(
          await text("exhibits.json"),
        ) as Exhibits;
        const findings: Finding[] = JSON.parse(await text("findings.json"));
        const finding = findings.find(({ id }) => id === "other-photographs");
        assert.match(
          caution!,
          /not those that were annotated: 566 of 566 photographs/,
        );
        assert.match(finding!.statement, /40 x 30 pixels instead of \d+ x \d+/);
        for (const page of ["report.md", "report.html"]) {
          assert.ok(
            (await text(page)).includes("not those that were annotated"),
          );
        }
      });
      await t.step("without a copy of a photograph or a network", async () => {
        const names = new Set(pictures.map((path) => relative(images, path)));
        let files = 0;
        for await (const path of filesBelow(results)) {
          assert.ok(!names.has(basename(path)), path);
          assert.doesNotMatch(path, /photographs|pixels|\.tar$|\.onnx$/);
          files++;
        }
        assert.ok(files > 200);
      });
      await t.step("once", async () => {
        const second = await succeed(...both);
        assert.deepEqual(
          [second.executed, second.reused],
          [0, found.executed + found.reused],
        );
      });

      for (const { name, path, bytes, code, message, route } of spoiled()) {
        await t.step(`and explains ${name}`, async () => {
          const file = path === undefined ? pictures[0]! : join(folder, path);
          const good = await Deno.readFile(file);
          await (bytes ? Deno.writeFile(file, bytes) : Deno.remove(file));
          const refused = await run(...both);
          await Deno.writeFile(file, good);
          assert.equal(refused.code, code, refused.stderr);
          assert.match(refused.stderr, message);
          assert.equal(await routeOfTable6(results), route);
          await assertListings(results);
        });
      }
      await t.step("and is as before without them", async () => {
        await succeed();
        assert.equal(await text("ledger.json"), before);
        await assertListings(results);
      });
    });
  },
});

Deno.test("reproduce dermx-v1 wants photographs and networks, or neither", async () => {
  await withFolder(async (folder) => {
    const [here, nowhere] = [folder, join(folder, "nowhere")];
    const cases: readonly (readonly [string[], number, RegExp])[] = [
      [["--images", here], 2, /with networks only: name the folders of both/],
      [["--models", here], 2, /name their folder too, --images DIR/],
      [
        ["--images", nowhere, "--models", here],
        3,
        /no folder ".*nowhere": name one with --images/,
      ],
      [["--images", here, "--models", here], 3, /lacks 10 networks of 10/],
    ];
    for (const [args, expected, message] of cases) {
      const { code, stderr, stdout } = await program(
        ["reproduce", "dermx-v1", ...args],
        { folder },
      );
      assert.equal(code, expected, stderr);
      assert.match(stderr, message);
      assert.equal(stdout, "");
    }
    await assert.rejects(Deno.stat(join(folder, "results")));
  });
});

/** What can be wrong with one file of many. */
function spoiled(): readonly Spoiled[] {
  const network = "models/resnet50-3.onnx";
  const bytes = tinyNetwork({ seed: 1 });
  return [
    {
      name: "a network that is missing",
      path: network,
      code: 3,
      message: /lacks 1 network of 10 \(resnet50-3\.onnx\): put them there/,
      // It does not begin, and leaves the results as they are.
      route: "model",
    },
    {
      name: "a picture that is missing",
      code: 3,
      message:
        /no picture of 1 of 566 images \("[^"]+"\): put them directly into it/,
      route: null,
    },
    {
      name: "a picture that is none",
      bytes: new TextEncoder().encode("no picture"),
      code: 1,
      message: /preprocess-resnet50.* failed: .*it is no known picture file/,
    },
    {
      name: "a network that is cut short",
      path: network,
      bytes: bytes.slice(0, bytes.length / 2),
      code: 1,
      message: /rewrite-resnet50-3 failed: Cannot read "resnet50-3\.onnx"/,
    },
    {
      name: "a network of five classes",
      path: network,
      bytes: tinyNetwork({ seed: 1, classes: 5 }),
      code: 1,
      message: /rewrite-resnet50-3 failed: .*gives 5 scores .* 6 diagnoses/,
    },
  ];
}

/** The route of Table 6 in the results; `undefined` where there is no ledger. */
async function routeOfTable6(
  results: string,
): Promise<Claim["route"] | undefined> {
  const ledger = join(results, "ledger.json");
  try {
    const claims: Claim[] = JSON.parse(await Deno.readTextFile(ledger));
    return claims.find(({ table }) => table === "table6a")!.route;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
