import assert from "node:assert/strict";
import { gitBlobId, GitTree } from "../../../../data/archive/git_tree.ts";
import { readListing } from "../../../../pipeline/stages/weights/read_listing.ts";

const SHA = gitBlobId(new Uint8Array([1]));
const LISTING = "https://api.example.org/trees/4aa6";
const FILE = { path: "a.pt", mode: "100644", type: "blob", sha: SHA, size: 1 };

function read(listing: unknown, id = "0".repeat(40)): unknown {
  return readListing(
    typeof listing === "string" ? listing : JSON.stringify(listing),
    { tree: { path: "model_weights", id }, listing: LISTING },
  );
}

Deno.test("readListing() verifies folders in the folder, executable files and git's order", () => {
  const tree = new GitTree();
  tree.add("a/b.pt", { id: SHA, executable: false });
  tree.add("a.pt", { id: SHA, executable: true });
  const entries = [
    { path: "a", mode: "040000", type: "tree", sha: "1".repeat(40) },
    { ...FILE, path: "a/b.pt" },
    { ...FILE, mode: "100755" },
  ];
  assert.deepEqual(
    read({ sha: "x", tree: entries, truncated: false }, tree.id()),
    [
      { path: "a/b.pt", id: SHA, size: 1 },
      { path: "a.pt", id: SHA, size: 1 },
    ],
  );
  // A folder whose files are not listed is not left out in silence.
  assert.throws(
    () => read({ tree: [entries[0], entries[2]] }, tree.id()),
    /is not the pinned one/,
  );
});

Deno.test("readListing() refuses what is no whole listing of plain files", () => {
  const cases: [unknown, string][] = [
    ["<html>", "it is not JSON"],
    [{ tree: [FILE], truncated: true }, "it is cut short"],
    [{ message: "moved" }, "tree: expected array"],
    [
      { tree: [{ ...FILE, sha: "x" }] },
      "tree[0].sha: expected 40 hexadecimal digits",
    ],
    [
      { tree: [{ ...FILE, size: -1 }] },
      "tree[0].size: expected no negative size",
    ],
    [{ tree: [{ ...FILE, mode: "120000" }] }, '"a.pt" is no plain file'],
    [{ tree: [{ ...FILE, mode: "160000" }] }, '"a.pt" is no plain file'],
    [{ tree: [{ ...FILE, size: undefined }] }, '"a.pt" is no plain file'],
    [{ tree: [FILE, FILE] }, '"a.pt" occurs twice'],
  ];
  for (const [listing, reason] of cases) {
    assert.throws(() => read(listing), {
      name: "SyntaxError",
      message:
        `Cannot read the listing ${LISTING}: ${reason}: check the address, or use --mirror DIR`,
    });
  }
});
