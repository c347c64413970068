import assert from "node:assert/strict";
import { gitBlobId, GitTree } from "../../../data/archive/git_tree.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What `git hash-object` and `git write-tree` (git 2.39.5) say of the files below. */
const GIT = {
  empty: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
  one: "587be6b4c3f93f93c489c0111bba5596147a26cb",
  tree: "4d244aa29b882f172bea9018830a1de21679dffa",
};

const FILES: readonly (readonly [string, string, boolean])[] = [
  ["a/one", "x\n", false],
  ["a.b", "y\n", false],
  ["run.sh", "#!/bin/sh\n", true],
  ["sub/deep/f", "z", false],
  ["sub/a b(1).txt", "ü", false],
  ["empty", "", false],
];

function treeOf(files: typeof FILES): GitTree {
  const tree = new GitTree();
  for (const [path, text, executable] of files) {
    tree.add(path, { id: gitBlobId(bytes(text)), executable });
  }
  return tree;
}

Deno.test("gitBlobId() agrees with git", () => {
  assert.equal(gitBlobId(bytes("")), GIT.empty);
  assert.equal(gitBlobId(bytes("x\n")), GIT.one);
});

Deno.test("GitTree.id() agrees with git on folders, modes and git's order of names", () => {
  assert.equal(treeOf(FILES).id(), GIT.tree);
});

Deno.test("GitTree.id() does not depend on the order of adding", () => {
  assert.equal(treeOf(FILES.toReversed()).id(), GIT.tree);
});

Deno.test("GitTree.id() depends on names, bytes and executable bits", () => {
  const changed = [
    FILES.map(([p, t, x]) => [p === "a.b" ? "a.c" : p, t, x] as const),
    FILES.map(([p, t, x]) => [p, p === "a.b" ? "Y\n" : t, x] as const),
    FILES.map(([p, t]) => [p, t, false] as const),
  ];
  for (const files of changed) assert.notEqual(treeOf(files).id(), GIT.tree);
});

Deno.test("GitTree.add() refuses a name that is taken", () => {
  const file = { id: GIT.empty, executable: false };
  const tree = treeOf(FILES);
  assert.throws(() => tree.add("empty", file), /"empty" occurs twice/);
  assert.throws(() => tree.add("empty/x", file), /both a file and a folder/);
  assert.throws(() => tree.add("sub", file), /"sub" occurs twice/);
});
