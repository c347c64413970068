import assert from "node:assert/strict";
import { join } from "node:path";
import { readTar } from "../../../data/archive/read_tar.ts";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { writeCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { UnavailableError } from "../../../pipeline/engine/errors.ts";
import {
  photographs,
  type PhotographsParams,
} from "../../../pipeline/stages/photographs.ts";
import { run } from "../../../pipeline/stages/photographs_run.ts";
import { shardOf } from "../../../pipeline/stages/shards/shard_of.ts";
import { foldLine, packFolds } from "../../support/folds.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

/** What the stage leaves: of each shard, the files' names and texts. */
interface Divided {
  readonly parts: string[];
  readonly files: [name: string, text: string][][];
  readonly lines: readonly string[];
}

/** Divides a folder of files among the images that metadata name. */
async function divided(
  folder: readonly string[],
  { files, shards = 2, tested }: {
    files: readonly string[];
    shards?: number;
    /** The images that each fold tests; undivided by folds unless said. */
    tested?: readonly (readonly string[])[];
  },
): Promise<Divided> {
  return await withFolder(async (place) => {
    const inputs = {
      pictures: join(place, "pictures.tar"),
      images: join(place, "images.csv"),
    };
    const text = new TextEncoder();
    writeTar(
      inputs.pictures,
      folder.map((name) => ({ name, bytes: text.encode(`bytes of ${name}`) })),
    );
    await writeCsv(inputs.images, {
      columns: TABLE_COLUMNS.images,
      rows: files.map((file) => ({
        image: file.replace(/\.[^.]*$/, "").normalize("NFC"),
        file,
        original_file: "",
        dataset: "",
        diagnosis: "",
        skin_tone: "",
        age: "",
      })),
    });
    const outputs = outputsOf(photographs);
    const folds = join(place, "folds.tar");
    if (tested !== undefined) packTests(folds, tested);
    const io = stageIO<PhotographsParams>(place, {
      params: {
        division: tested === undefined ? { by: "id", shards } : { by: "fold" },
      },
      inputs: { ...inputs, ...(tested === undefined ? {} : { folds }) },
      outputs,
    });
    await run(io);
    const out = io.output("photographs");
    const parts = (await Array.fromAsync(Deno.readDir(out)))
      .map(({ name }) => name).sort();
    const found = await Promise.all(
      parts.map((part) => filesIn(join(out, part))),
    );
    return { parts, files: found, lines: io.lines };
  });
}

function packTests(
  path: string,
  tested: readonly (readonly string[])[],
): void {
  const lists = tested.flatMap((images, fold) => [
    [`metadata_fold_${fold}_train.csv`, []] as const,
    [
      `metadata_fold_${fold}_test.csv`,
      images.map((image) => foldLine(image, { diagnosis: "Acne" })),
    ] as const,
  ]);
  packFolds(path, Object.fromEntries(lists));
}

async function filesIn(path: string): Promise<[string, string][]> {
  const { readable } = await Deno.open(path);
  const files = await Array.fromAsync(readTar(readable, { name: path }));
  return files.map((
    { name, bytes },
  ) => [name, new TextDecoder().decode(bytes)]);
}

Deno.test("photographs finds files by the metadata's names, in any folder and with any ending", async () => {
  const { files } = await divided(
    ["a.JPG", "deep/er/b (1).png", "deep/c.x.jpeg"],
    { files: ["a.jpeg", "b (1).jpeg", "c.x.png"], shards: 1 },
  );
  assert.deepEqual(files, [[
    ["a.JPG", "bytes of a.JPG"],
    ["b (1).png", "bytes of deep/er/b (1).png"],
    ["c.x.jpeg", "bytes of deep/c.x.jpeg"],
  ]]);
});

Deno.test("photographs divides pictures by shardOf(), in order of their ids", async () => {
  // "1 (1)" comes after "1" as an id, and before "1.jpeg" as a file's name.
  const ids = ["1", "1 (1)", ...Array.from({ length: 20 }, (_, i) => `${i}H`)];
  const names = ids.map((id) => `${id}.jpeg`).sort();
  const { parts, files } = await divided(names, { files: names, shards: 3 });
  assert.deepEqual(parts, ["00000.tar", "00001.tar", "00002.tar"]);
  const expected = [0, 1, 2].map((shard) =>
    ids.filter((id) => shardOf(id, 3) === shard).sort()
      .map((id) => `${id}.jpeg`)
  );
  assert.deepEqual(files.map((part) => part.map(([name]) => name)), expected);
});

Deno.test("photographs writes a part for a shard without pictures", async () => {
  const { parts, files } = await divided(["a.png"], {
    files: ["a.png"],
    shards: 4,
  });
  assert.equal(parts.length, 4);
  assert.deepEqual(files.map(({ length }) => length).sort(), [0, 0, 0, 1]);
});

Deno.test("photographs divides pictures by the fold that tests them, and needs no others", async () => {
  const { parts, files, lines } = await divided(["a.png", "b.png", "c.png"], {
    files: ["a.png", "b.png", "c.png", "untested.png"],
    tested: [["c", "b"], [], ["a"]],
  });
  assert.deepEqual(parts, ["00000.tar", "00001.tar", "00002.tar"]);
  assert.deepEqual(
    files.map((part) => part.map(([name]) => name)),
    [["b.png", "c.png"], [], ["a.png"]],
  );
  assert.deepEqual(lines, [
    "1 of 4 images are tested by no fold and were left out",
  ]);
  await assert.rejects(
    divided(["a.png"], { files: ["a.png", "b.png"], tested: [["a"], ["b"]] }),
    /no picture of 1 of 2 images \("b"\)/,
  );
});

Deno.test("photographs counts pictures of no image, and says nothing of other files", async () => {
  const { lines } = await divided(
    ["a.png", "b.png", "c.JPEG", "notes.txt", "png"],
    { files: ["a.png"] },
  );
  assert.deepEqual(lines, [
    "2 of 3 pictures are of no image of this release and were left out",
  ]);
  assert.deepEqual(
    (await divided(["a.png", "notes.txt"], { files: ["a.png"] })).lines,
    [],
  );
});

Deno.test("photographs takes names in either form of Unicode, and writes the metadata's", async () => {
  const [composed, decomposed] = ["NFC", "NFD"].map((form) =>
    "lésion.png".normalize(form)
  ) as [string, string];
  assert.notEqual(composed, decomposed);
  for (const [name, file] of [[composed, decomposed], [decomposed, composed]]) {
    const { files } = await divided([name!], { files: [file!], shards: 1 });
    assert.deepEqual(files[0]!.map(([name]) => name), [file]);
  }
});

Deno.test("photographs says which pictures are missing and what to do", async () => {
  const files = Array.from({ length: 9 }, (_, i) => `${i}H.jpeg`);
  await assert.rejects(
    divided(["0H.jpg", "other.jpg"], { files }),
    (error) => {
      assert.ok(error instanceof UnavailableError);
      assert.equal(error.missing, "photographs");
      assert.match(
        error.message,
        /no picture of 8 of 9 images \("1H", "2H", "3H", "4H", "5H", …\): put them directly into it, called as "current_filename"/,
      );
      return true;
    },
  );
});

Deno.test("photographs refuses two pictures of one image", async () => {
  await assert.rejects(
    divided(["a.jpg", "old/a.png"], { files: ["a.jpg"] }),
    {
      name: "RangeError",
      message:
        'Image "a" has two pictures, "a.jpg" and "old/a.png": keep one of them in the folder',
    },
  );
});
