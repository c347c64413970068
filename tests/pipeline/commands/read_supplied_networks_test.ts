import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { EnvironmentError } from "../../../pipeline/commands/environment_error.ts";
import { readSuppliedNetworks } from "../../../pipeline/commands/read_supplied_networks.ts";
import { UsageError } from "../../../pipeline/commands/usage_error.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const IDS = ["resnet50", "efficientnet_b4"].flatMap((architecture) =>
  [0, 1, 2, 3, 4].map((run) => `${architecture}-${run}`)
);

async function writeModels(folder: string, ids: readonly string[]) {
  await Deno.mkdir(join(folder, "models"));
  await Deno.mkdir(join(folder, "images"));
  for (const id of ids) {
    await Deno.writeTextFile(join(folder, "models", `${id}.onnx`), id);
  }
  return { images: join(folder, "images"), models: join(folder, "models") };
}

Deno.test("readSuppliedNetworks() finds nothing where nothing is named", async () => {
  assert.equal(
    await readSuppliedNetworks({ images: undefined, models: undefined }),
    undefined,
  );
});

Deno.test("readSuppliedNetworks() finds ten files, and what stands beside them", async () => {
  await withFolder(async (folder) => {
    const named = await writeModels(folder, IDS);
    const card = join(named.models, "resnet50-3.onnx.json");
    await Deno.writeTextFile(card, "{}");
    const found = await readSuppliedNetworks(named);
    assert.equal(found?.images.href, pathToFileURL(`${named.images}/`).href);
    assert.deepEqual([...found!.models.keys()], IDS);
    assert.deepEqual(found!.models.get("resnet50-3"), {
      model: pathToFileURL(join(named.models, "resnet50-3.onnx")),
      card: pathToFileURL(card),
    });
    assert.deepEqual(found!.models.get("efficientnet_b4-0"), {
      model: pathToFileURL(join(named.models, "efficientnet_b4-0.onnx")),
    });
  });
});

Deno.test("readSuppliedNetworks() names the files that are absent", async () => {
  await withFolder(async (folder) => {
    const named = await writeModels(folder, IDS.slice(0, 5));
    await assert.rejects(readSuppliedNetworks(named), (error) => {
      assert.ok(error instanceof EnvironmentError);
      assert.match(
        error.message,
        /lacks 5 networks of 10 \(efficientnet_b4-0\.onnx, .* …\): put them there/,
      );
      return true;
    });
  });
});

Deno.test("readSuppliedNetworks() refuses one folder without the other, and one that is not there", async () => {
  await assert.rejects(
    readSuppliedNetworks({ images: "/images", models: undefined }),
    new UsageError(
      "Photographs and networks go together: name both folders, --images DIR and --models DIR",
    ),
  );
  await withFolder(async (folder) => {
    const absent = join(folder, "absent");
    await assert.rejects(
      readSuppliedNetworks({ images: absent, models: folder }),
      { message: `There is no folder "${absent}": name one with --images` },
    );
    await assert.rejects(
      readSuppliedNetworks({ images: folder, models: absent }),
      { message: `There is no folder "${absent}": name one with --models` },
    );
  });
});
