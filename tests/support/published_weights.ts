import { createHash } from "node:crypto";
import { gitBlobId, GitTree } from "../../data/archive/git_tree.ts";
import type { WeightsParams } from "../../pipeline/stages/weights.ts";
import { DERMXDB_WEIGHTS } from "../../pipeline/stages/weights_dermxdb.ts";

/** A server of this machine; see {@link serveWeights}. */
export interface WeightsServer extends AsyncDisposable {
  /** Parameters that name it. */
  readonly params: WeightsParams;
  /** What was asked for: a path with its query, and the range if any, in order. */
  readonly requests: readonly string[];
}

/** Answers a request itself, or leaves it to the server. */
export type Answering = (
  path: string,
  request: Request,
) => Response | undefined;

const encoder = new TextEncoder();

/** Two networks with ten folds, 5 kB a file, and what is said of them. */
export const MADE_UP_WEIGHTS: Readonly<
  Record<string, Uint8Array<ArrayBuffer>>
> = madeUpWeights();

/** What Git LFS puts in the place of a file. */
export const LFS_POINTER: Uint8Array<ArrayBuffer> = encoder.encode(
  "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 5000\n",
);

/** Files as git has them where Git LFS keeps those of weights. */
export function keptByLfs(
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
): Record<string, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => {
      if (!name.endsWith(".pt")) return [name, bytes];
      const oid = createHash("sha256").update(bytes).digest("hex");
      return [
        name,
        encoder.encode(
          `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${bytes.length}\n`,
        ),
      ];
    }),
  );
}

function madeUpWeights(): Record<string, Uint8Array<ArrayBuffer>> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = {
    "README.md": encoder.encode("The folds' networks.\n"),
  };
  for (const network of ["dermx", "dermx_plus"]) {
    for (let fold = 0; fold < 10; fold++) {
      const name = `${network}_f${fold}.pt`;
      files[name] = encoder.encode(`${name}\n`.repeat(5000 / name.length));
    }
  }
  return files;
}

/** Git's id of a folder of plain files. */
export function treeIdOf(files: Readonly<Record<string, Uint8Array>>): string {
  const tree = new GitTree();
  for (const [name, bytes] of Object.entries(files)) {
    tree.add(name, { id: gitBlobId(bytes), executable: false });
  }
  return tree.id();
}

/** What GitHub's API says of a folder of plain files. */
export function listingOf(
  files: Readonly<Record<string, Uint8Array>>,
): { sha: string; tree: Record<string, unknown>[]; truncated: boolean } {
  const tree = Object.entries(files).map(([path, bytes]) => ({
    path,
    mode: "100644",
    type: "blob",
    sha: gitBlobId(bytes),
    size: bytes.length,
    url: "https://api.github.com/x",
  }));
  return { sha: treeIdOf(files), tree, truncated: false };
}

/** Parameters that pin files, at an address where nobody answers unless it is named. */
export function weightsOf(
  files: Readonly<Record<string, Uint8Array>>,
  origin = "http://127.0.0.1:1",
): WeightsParams {
  return {
    repository: "https://github.com/toy/toy",
    commit: "0123",
    tree: { path: "model_weights", id: treeIdOf(files) },
    listing: `${origin}/trees/4aa6?recursive=1`,
    files: `${origin}/raw/model_weights/`,
    archive: "toy-0123.tar.gz",
    networks: DERMXDB_WEIGHTS.networks.map((network) => ({
      ...network,
      files: null,
    })),
    folds: DERMXDB_WEIGHTS.folds,
  };
}

/** Serves files as GitHub's API and its raw files do, except where something else answers. */
export function serveWeights(
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
  answering: Answering = () => undefined,
): WeightsServer {
  const requests: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) => {
      const { pathname, search } = new URL(request.url);
      const range = request.headers.get("range");
      const asked = pathname + search + (range === null ? "" : ` ${range}`);
      requests.push(asked);
      return answering(asked, request) ?? answer(files, asked);
    },
  );
  return {
    params: weightsOf(files, `http://127.0.0.1:${server.addr.port}`),
    requests,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

function answer(
  files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>,
  asked: string,
): Response {
  if (asked === "/trees/4aa6?recursive=1") {
    return Response.json(listingOf(files));
  }
  const [, name = "", from] =
    /^\/raw\/model_weights\/(\S+)(?: bytes=(\d+)-)?$/.exec(asked) ?? [];
  const bytes = files[decodeURIComponent(name)];
  if (bytes === undefined) return new Response("no", { status: 404 });
  if (from === undefined) return new Response(bytes);
  return new Response(bytes.slice(Number(from)), {
    status: 206,
    headers: {
      "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
    },
  });
}
