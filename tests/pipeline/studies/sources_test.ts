import assert from "node:assert/strict";
import { sourcesSchema } from "../../../pipeline/commands/sources_schema.ts";
import { DERMXDB_WEIGHTS } from "../../../pipeline/stages/weights_dermxdb.ts";
import {
  fetchParams,
  lackOfWeights,
  type Sources,
  weightsHosts,
  weightsParams,
} from "../../../pipeline/studies/sources.ts";

const RELEASE = "release-v2";
const TREE = "4aa67ae2176fb8faab4f1590207b9bd9b3d2bb2f";

async function sources(): Promise<Sources> {
  const url = new URL("../../../data/sources.json", import.meta.url);
  return sourcesSchema.parse(JSON.parse(await Deno.readTextFile(url)));
}

Deno.test("weightsParams() pins the published weights, on GitHub's hosts", async () => {
  const all = await sources();
  const params = weightsParams(all, RELEASE, DERMXDB_WEIGHTS);
  const { commit } = all[RELEASE]!;
  assert.deepEqual(params.tree, { path: "model_weights", id: TREE });
  assert.ok(params.listing.includes(`/git/trees/${TREE}?recursive=1`));
  assert.ok(params.files.endsWith(`/${commit}/model_weights/`));
  assert.deepEqual(params.networks.map(({ files }) => files), [null, null]);
  assert.deepEqual(weightsHosts(params), [
    "api.github.com",
    "raw.githubusercontent.com",
  ]);
  assert.deepEqual(
    weightsHosts({ ...params, files: params.listing }),
    ["api.github.com"],
  );
});

Deno.test("weightsParams() takes the order of the files that the sources name", async () => {
  const all = await sources();
  const release = all[RELEASE]!;
  const order = { dermx: ["a.pt"], dermx_plus: ["b.pt"] };
  const weights = { ...release.weights!, order };
  const named = sourcesSchema.parse({ [RELEASE]: { ...release, weights } });
  const { networks } = weightsParams(named, RELEASE, DERMXDB_WEIGHTS);
  assert.deepEqual(networks.map(({ files }) => files), [["a.pt"], ["b.pt"]]);
});

Deno.test("lackOfWeights() names the field that sources lack, which serve for all else", async () => {
  const all = await sources();
  const { weights, ...without } = all[RELEASE]!;
  const { model_weights: _, ...paths } = without.paths;
  const cases: [Sources, RegExp][] = [
    [
      { [RELEASE]: without },
      /^The sources do not say where the weights of "release-v2" are: add "weights" with "path", "listing" and "files" to the file that --sources names/,
    ],
    [
      { [RELEASE]: { ...without, paths, weights: weights! } },
      /^The sources pin no path "model_weights" of "release-v2": add its git id to the file/,
    ],
  ];
  assert.equal(lackOfWeights(all, RELEASE), undefined);
  for (const [some, message] of cases) {
    const read = sourcesSchema.parse(some);
    assert.match(lackOfWeights(read, RELEASE)!, message);
    assert.throws(() => weightsParams(read, RELEASE, DERMXDB_WEIGHTS), {
      name: "RangeError",
      message,
    });
    assert.deepEqual(
      fetchParams(read, RELEASE, ["annotations"]),
      fetchParams(all, RELEASE, ["annotations"]),
    );
  }
});

Deno.test("sourcesSchema refuses weights that are said by half", async () => {
  const all = await sources();
  const release = all[RELEASE]!;
  const variants = [
    { ...release.weights, files: "https://example.org/model_weights" },
    { ...release.weights, listing: undefined },
    { ...release.weights, lists: "x" },
    { ...release.weights, order: { dermx: "a.pt" } },
  ];
  for (const weights of variants) {
    const read = sourcesSchema.safeParse({
      [RELEASE]: { ...release, weights },
    });
    assert.equal(read.success, false);
  }
});
