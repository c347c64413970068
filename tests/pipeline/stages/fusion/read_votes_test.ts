import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNpy } from "../../../../data/npy.ts";
import { readVotes } from "../../../../pipeline/stages/fusion/read_votes.ts";
import { readVoteIndex } from "../../../../pipeline/stages/fusion/vote_index.ts";
import { RunFile } from "../../../../pipeline/stages/masks/run_file.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

const INDEX =
  `image,characteristic,width,height,drew,valid,most,first_run,runs,area
a,Plaque,4,3,1,3,1,0,1,5
a,Sun damage,4,3,2,3,2,1,2,4
`;

async function withVotes(
  index: string,
  test: (path: string, runs: RunFile) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const path = join(folder, "votes.csv");
    await Deno.writeTextFile(path, index);
    const data = Uint32Array.of(0, 5, 1, 1, 2, 2, 8, 11, 1);
    await writeNpy(join(folder, "votes.npy"), { shape: [3, 3], data });
    using file = RunFile.open(join(folder, "votes.npy"), 3);
    await test(path, file);
  });
}

Deno.test("readVotes() returns the runs that the index names", async () => {
  await withVotes(INDEX, async (path, runs) => {
    const entries = await readVoteIndex(path);

    assert.deepEqual(
      entries.map(({ drew, valid, most }) => ({ drew, valid, most })),
      [{ drew: 1, valid: 3, most: 1 }, { drew: 2, valid: 3, most: 2 }],
    );
    assert.deepEqual(entries.map((entry) => readVotes(entry, runs)), [
      { width: 4, height: 3, runs: Uint32Array.of(0, 5, 1) },
      { width: 4, height: 3, runs: Uint32Array.of(1, 2, 2, 8, 11, 1) },
    ]);
  });
});

Deno.test("readVotes() refuses runs of another area than the index says", async () => {
  await withVotes(INDEX.replace("1,2,4", "0,2,4"), async (path, runs) => {
    const [, entry] = await readVoteIndex(path);
    assert.throws(
      () => readVotes(entry!, runs),
      /^RangeError: .*"Sun damage" on "a": their runs hold 6 pixels and their index says 4/,
    );
  });
});

Deno.test("readVoteIndex() names the field that is no whole number", async () => {
  await withVotes(INDEX.replace("2,3,2", "2,many,2"), async (path) => {
    await assert.rejects(
      readVoteIndex(path),
      /^SyntaxError: .*"Sun damage" of "a", valid: "many" is not a whole number/,
    );
  });
});
