import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { EnvironmentError } from "../../../pipeline/commands/environment_error.ts";
import { readSupplied } from "../../../pipeline/commands/read_supplied.ts";
import { UsageError } from "../../../pipeline/commands/usage_error.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const IDS = ["resnet50", "efficientnet_b4"].flatMap((architecture) =>
  [0, 1, 2, 3, 4].map((run) => `${architecture}-${run}`)
);

/** None of the studies does anything with photographs alone. */
const BOTH = { photographsAlone: false };

async function writeModels(folder: string, ids: readonly string[]) {
  await Deno.mkdir(join(folder, "models"));
  await Deno.mkdir(join(folder, "images"));
  for (const id of ids) {
    await Deno.writeTextFile(join(folder, "models", `${id}.onnx`), id);
  }
  return { images: join(folder, "images"), models: join(folder, "models") };
}

Deno.test("readSupplied() finds nothing where nothing is named", async () => {
  assert.equal(
    await readSupplied({ images: undefined, models: undefined }, BOTH),
    undefined,
  );
});

Deno.test("readSupplied() finds ten files, and what stands beside them", async () => {
  await withFolder(async (folder) => {
    const named = await writeModels(folder, IDS);
    const card = join(named.models, "resnet50-3.onnx.json");
    await Deno.writeTextFile(card, "{}");
    const found = await readSupplied(named, BOTH);
    assert.equal(found?.images.href, pathToFileURL(`${named.images}/`).href);
    assert.deepEqual([...found!.models!.keys()], IDS);
    assert.deepEqual(found!.models!.get("resnet50-3"), {
      model: pathToFileURL(join(named.models, "resnet50-3.onnx")),
      card: pathToFileURL(card),
    });
    assert.deepEqual(found!.models!.get("efficientnet_b4-0"), {
      model: pathToFileURL(join(named.models, "efficientnet_b4-0.onnx")),
    });
  });
});

Deno.test("readSupplied() takes photographs alone where they serve a study", async () => {
  await withFolder(async (folder) => {
    assert.deepEqual(
      await readSupplied({ images: folder, models: undefined }, {
        photographsAlone: true,
      }),
      { images: pathToFileURL(`${folder}/`) },
    );
  });
});

Deno.test("readSupplied() names the files that are absent", async () => {
  await withFolder(async (folder) => {
    const named = await writeModels(folder, IDS.slice(0, 5));
    await assert.rejects(readSupplied(named, BOTH), (error) => {
      assert.ok(error instanceof EnvironmentError);
      assert.match(
        error.message,
        /lacks 5 networks of 10 \(efficientnet_b4-0\.onnx, .* …\): put them there/,
      );
      return true;
    });
  });
});

Deno.test("readSupplied() refuses one folder without the other, and one that is not there", async () => {
  await assert.rejects(
    readSupplied({ images: "/images", models: undefined }, BOTH),
    new UsageError(
      "Photographs serve these studies with networks only: name the folders of both, --images DIR and --models DIR",
    ),
  );
  for (const photographsAlone of [true, false]) {
    await assert.rejects(
      readSupplied({ images: undefined, models: "/models" }, {
        photographsAlone,
      }),
      new UsageError(
        "Networks are run on photographs: name their folder too, --images DIR",
      ),
    );
  }
  await withFolder(async (folder) => {
    const absent = join(folder, "absent");
    await assert.rejects(
      readSupplied({ images: absent, models: folder }, BOTH),
      { message: `There is no folder "${absent}": name one with --images` },
    );
    await assert.rejects(
      readSupplied({ images: folder, models: absent }, BOTH),
      { message: `There is no folder "${absent}": name one with --models` },
    );
  });
});
