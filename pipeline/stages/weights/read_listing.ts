import * as z from "zod/mini";
import { GitTree } from "../../../data/archive/git_tree.ts";
import type { Schema } from "../../../data/schema.ts";
import { describeIssues } from "../../../data/schema_error.ts";
import { notPinned } from "../fetch/not_pinned.ts";
import type { WeightsParams } from "../weights.ts";

/** A file of a folder, as git knows it. */
export interface ListedFile {
  /** The path below the folder. */
  readonly path: string;
  /** Its git id. */
  readonly id: string;
  /** How many bytes it has. No id pins this, but a wrong size cannot give the id. */
  readonly size: number;
}

/** What GitHub's API says of a folder, as far as it is read. */
interface Listing {
  readonly truncated?: boolean;
  readonly tree: readonly {
    readonly path: string;
    readonly mode: string;
    readonly sha: string;
    readonly size?: number;
  }[];
}

const schema: Schema<Listing> = z.object({
  truncated: z.exactOptional(z.boolean()),
  tree: z.array(z.object({
    path: z.string(),
    mode: z.string(),
    sha: z.string().check(
      z.regex(/^[0-9a-f]{40}$/, "expected 40 hexadecimal digits"),
    ),
    size: z.exactOptional(z.int().check(z.gte(0, "expected no negative size"))),
  })),
});

/** What git keeps of the mode of a folder; GitHub writes a zero before it. */
const FOLDER = "040000";
const FILE = "100644";
const EXECUTABLE = "100755";

/**
 * Reads the listing of a folder, with those of its folders, and verifies it: the
 * folder's git id is recomputed from it.
 *
 * @param text What GitHub's API answers.
 * @throws {SyntaxError} If it is no such listing, or leaves something out.
 * @throws {Error} If it is not that of the pinned folder.
 */
export function readListing(
  text: string,
  { tree, listing }: Pick<WeightsParams, "tree" | "listing">,
): ListedFile[] {
  const refuse = (reason: string): never => {
    throw new SyntaxError(
      `Cannot read the listing ${listing}: ${reason}: check the address, or use --mirror DIR`,
    );
  };
  const { truncated, tree: entries } = parse(text, refuse);
  if (truncated) refuse("it is cut short");
  const git = new GitTree();
  const files: ListedFile[] = [];
  for (const { path, mode, sha: id, size } of entries) {
    // What is in it is listed too.
    if (mode === FOLDER) continue;
    if ((mode !== FILE && mode !== EXECUTABLE) || size === undefined) {
      return refuse(`"${path}" is no plain file`);
    }
    try {
      git.add(path, { id, executable: mode === EXECUTABLE });
    } catch (error) {
      refuse((error as Error).message);
    }
    files.push({ path, id, size });
  }
  const id = git.id();
  if (id !== tree.id) {
    throw notPinned({ ...tree, kind: "tree" }, {
      id,
      place: `that ${listing} lists`,
    });
  }
  return files;
}

function parse(text: string, refuse: (reason: string) => never): Listing {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse("it is not JSON");
  }
  const result = schema.safeParse(value);
  return result.success
    ? result.data
    : refuse(describeIssues(result.error.issues));
}
