import assert from "node:assert/strict";
import { join } from "node:path";
import { readMetadata } from "../../../data/dermx/read_metadata.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const HEADER =
  "original_filename;dataset;diagnosis;current_filename;skin_tone;age";

async function read(
  ...lines: string[]
): Promise<Awaited<ReturnType<typeof readMetadata>>> {
  let images: Awaited<ReturnType<typeof readMetadata>> | undefined;
  await withFolder(async (folder) => {
    const path = join(folder, "metadata.csv");
    await Deno.writeTextFile(path, lines.join("\r\n") + "\r\n");
    images = await readMetadata(path);
  });
  return images!;
}

Deno.test("readMetadata() names images by the stem of their current file", async () => {
  const images = await read(
    HEADER,
    "10249-000_0006.jpg;SD-260;Psoriasis;10249-000-0006.jpeg;light;adult",
    "x__y.jpg;DermNetNZ;Acne;x--y (1).jpeg;medium;young",
  );

  assert.deepEqual([...images.keys()], ["10249-000-0006", "x--y (1)"]);
  assert.deepEqual(images.get("10249-000-0006"), {
    image: "10249-000-0006",
    file: "10249-000-0006.jpeg",
    original_file: "10249-000_0006.jpg",
    dataset: "SD-260",
    diagnosis: "Psoriasis",
    skin_tone: "light",
    age: "adult",
  });
});

Deno.test("readMetadata() normalises ids to form C and keeps file names as spelled", async () => {
  const images = await read(
    HEADER,
    "a.jpg;SD-260;Acne;o\u0308.jpeg;dark;elderly",
  );

  assert.equal(images.get("\u00f6")?.file, "o\u0308.jpeg");
});

Deno.test("readMetadata() names the row and the column that break the schema", async () => {
  const good = "a.jpg;SD-260;Acne;a.jpeg;light;adult";
  const cases: [string, RegExp][] = [
    [
      "b.jpg;SD-260;Eczema;b.jpeg;light;adult",
      /row 2 below the header: diagnosis: expected one of "Acne", .*, "Vitiligo": correct/,
    ],
    ["b.jpg;SD-260;Acne;b.jpeg;pale;adult", /row 2 .*: skin_tone: /],
    ["b.jpg;SD-260;Acne;b.jpeg;light;", /row 2 .*: age: /],
    ["b.jpg;SD-260;Acne;;light;adult", /row 2 .*: current_filename: /],
    [
      "b.jpg;SD-260;Acne;a.png;light;adult",
      /row 2 .*: image "a" has a row already: keep one of the two$/,
    ],
  ];
  for (const [row, message] of cases) {
    await assert.rejects(read(HEADER, good, row), {
      name: "TypeError",
      message,
    });
  }
});

Deno.test("readMetadata() refuses a table with commas", async () => {
  await assert.rejects(read(HEADER.replaceAll(";", ",")), {
    name: "TypeError",
    message: /metadata\.csv.* is expected/,
  });
});
