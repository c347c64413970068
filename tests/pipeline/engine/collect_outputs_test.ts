import assert from "node:assert/strict";
import { join } from "node:path";
import {
  collectOutputs,
  prepareOutputs,
} from "../../../pipeline/engine/collect_outputs.ts";
import type { Stage } from "../../../pipeline/engine/stage.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const STAGE: Stage = {
  id: "some",
  revision: 1,
  entry: new URL(import.meta.url),
  inputs: {},
  outputs: {
    table: { file: "tables/one.csv" },
    maps: { file: "maps", partitioned: true },
  },
};

/** Runs a test on an output folder that holds all that is declared. */
function withOutputs(
  test: (folder: string) => Promise<void>,
): () => Promise<void> {
  return () =>
    withFolder(async (folder) => {
      const paths = await prepareOutputs(STAGE, folder);
      assert.deepEqual(paths, {
        table: join(folder, "tables/one.csv"),
        maps: join(folder, "maps"),
      });
      await Deno.writeTextFile(paths["table"]!, "table");
      await test(folder);
    });
}

function refuses(folder: string, message: string): Promise<void> {
  return assert.rejects(collectOutputs(STAGE, folder), {
    name: "StageError",
    message,
  });
}

Deno.test(
  "collectOutputs() finds files, and parts in order of their names",
  withOutputs(async (folder) => {
    for (const name of ["b", "a", "B2", "10", "9"]) {
      await Deno.writeTextFile(join(folder, "maps", name), name);
    }
    const { table, maps } = await collectOutputs(STAGE, folder);
    assert.equal(table, join(folder, "tables/one.csv"));
    assert.deepEqual(
      maps,
      ["10", "9", "B2", "a", "b"].map((name) => join(folder, "maps", name)),
    );
  }),
);

Deno.test(
  "collectOutputs() takes an empty folder for no parts",
  withOutputs(async (folder) => {
    assert.deepEqual((await collectOutputs(STAGE, folder))["maps"], []);
  }),
);

Deno.test(
  "collectOutputs() refuses a missing file",
  withOutputs(async (folder) => {
    await Deno.remove(join(folder, "tables/one.csv"));
    await refuses(
      folder,
      'Stage "some" did not write its output "tables/one.csv"',
    );
  }),
);

Deno.test(
  "collectOutputs() refuses a folder where a file is declared",
  withOutputs(async (folder) => {
    await Deno.remove(join(folder, "tables/one.csv"));
    await Deno.mkdir(join(folder, "tables/one.csv"));
    await refuses(
      folder,
      'Stage "some" did not write its output "tables/one.csv"',
    );
  }),
);

for (
  const name of ["more.csv", "tables/two.csv", "..hidden", "a\nb", "maps2/x"]
) {
  Deno.test(
    `collectOutputs() refuses the surplus file ${JSON.stringify(name)}`,
    withOutputs(async (folder) => {
      await Deno.mkdir(join(folder, name, ".."), { recursive: true });
      await Deno.writeTextFile(join(folder, name), "");
      await refuses(
        folder,
        `Stage "some" wrote "${name}", which is not among its outputs: declare it or write it to the scratch folder`,
      );
    }),
  );
}

const NOT_REGULAR =
  'Stage "some" left "maps/odd", which is not a regular file: an artifact must be one';

for (const target of ["../tables/one.csv", "/etc/passwd", "nowhere", "."]) {
  Deno.test(
    `collectOutputs() refuses a symbolic link to "${target}"`,
    withOutputs(async (folder) => {
      await Deno.symlink(target, join(folder, "maps/odd"));
      await refuses(folder, NOT_REGULAR);
    }),
  );
}

Deno.test(
  "collectOutputs() refuses a pipe, and does not wait for a writer",
  withOutputs(async (folder) => {
    const path = join(folder, "maps/odd");
    const made = await new Deno.Command("mkfifo", { args: [path] }).output();
    assert.ok(made.success);
    await refuses(folder, NOT_REGULAR);
  }),
);

for (const [one, two] of [["Map", "map"], ["\u00e9", "e\u0301"]] as const) {
  Deno.test(
    `collectOutputs() refuses the names "${one}" and "${two}" beside each other`,
    withOutputs(async (folder) => {
      await Deno.writeTextFile(join(folder, "maps", one), "");
      await Deno.writeTextFile(join(folder, "maps", two), "");
      const names = await Array.fromAsync(Deno.readDir(join(folder, "maps")));
      // A file system that takes them for one name cannot hold both.
      if (names.length < 2) return;
      await assert.rejects(collectOutputs(STAGE, folder), {
        name: "StageError",
        message: /which some file systems take for one name: rename one$/,
      });
    }),
  );
}
