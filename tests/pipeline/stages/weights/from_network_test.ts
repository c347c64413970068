import assert from "node:assert/strict";
import {
  assertComplete,
  fetchWeights,
  isUnavailable,
} from "../../../support/fetched_weights.ts";
import { withHurriedClock } from "../../../support/hurried_clock.ts";
import {
  type Answering,
  keptByLfs,
  LFS_POINTER,
  listingOf,
  MADE_UP_WEIGHTS as FILES,
  serveWeights,
  weightsOf,
  type WeightsServer,
} from "../../../support/published_weights.ts";

const NAMES = Object.keys(FILES);
const LISTING = "/trees/4aa6?recursive=1";
const RAW = "/raw/model_weights/";

function serving(answering?: Answering): WeightsServer {
  return serveWeights(FILES, answering);
}

/** Answers one path once, or always, with something else. */
function instead(
  path: string,
  response: () => Response,
  times = Infinity,
): Answering {
  let given = 0;
  return (asked) => asked === path && given++ < times ? response() : undefined;
}

/** Bytes, and then silence. */
function stalled(bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(
    new ReadableStream({
      start(controller): void {
        controller.enqueue(bytes);
      },
    }),
  );
}

/** Bytes, and then a broken connection. */
function cut(bytes: Uint8Array, init: ResponseInit = {}): Response {
  const body = new ReadableStream({
    start(controller): void {
      controller.enqueue(bytes);
    },
    pull(controller): void {
      setTimeout(() => controller.error("the test cuts the connection"), 20);
    },
  });
  return new Response(body, init);
}

Deno.test("weights fetches the listed files and orders them by network and fold", async () => {
  await using server = serving();
  assertComplete(await fetchWeights(server.params));
  const weights = NAMES.filter((name) => name.endsWith(".pt"));
  assert.deepEqual(
    server.requests,
    [LISTING, ...weights.map((name) => RAW + name)],
  );
});

Deno.test("weights escapes what is special in an address", async () => {
  const files = Object.fromEntries(
    Object.entries(FILES).map(([name, bytes]) => [
      name.replace("_plus", "+ (1)"),
      bytes,
    ]),
  );
  await using server = serveWeights(files);
  const { parts } = await fetchWeights(server.params);
  assert.deepEqual(parts["dermx_plus/00003.pt"], FILES["dermx_plus_f3.pt"]);
  assert.ok(server.requests.includes(`${RAW}dermx%2B%20(1)_f3.pt`));
});

Deno.test("weights refuses a listing that is not the pinned folder's, and fetches nothing", async () => {
  const listing = listingOf(FILES);
  const [first, ...rest] = listing.tree;
  const tampered = [
    { ...listing, tree: [{ ...first, sha: "0".repeat(40) }, ...rest] },
    { ...listing, tree: [{ ...first, path: "other.md" }, ...rest] },
    { ...listing, tree: [{ ...first, mode: "100755" }, ...rest] },
    { ...listing, tree: rest },
    { ...listing, tree: [] },
  ];
  for (const answer of tampered) {
    await using server = serving(
      instead(LISTING, () => Response.json(answer)),
    );
    await assert.rejects(fetchWeights(server.params), {
      name: "Error",
      message:
        /^The folder "model_weights" that http.*recursive=1 lists is not the pinned one: its git tree id is [0-9a-f]{40}, expected [0-9a-f]{40}: /,
    });
    assert.deepEqual(server.requests, [LISTING]);
  }
});

Deno.test("weights refuses a file whose bytes are not the listed ones", async () => {
  const name = "dermx_f4.pt";
  const other = FILES[name]!.slice();
  other[4999 % other.length]! ^= 1;
  await using server = serving(
    instead(RAW + name, () => new Response(other)),
  );
  await assert.rejects(fetchWeights(server.params), {
    name: "Error",
    message:
      /^The file "dermx_f4\.pt" from http.*dermx_f4\.pt is not the pinned one: its git blob id is [0-9a-f]{40}, expected [0-9a-f]{40}: /,
  });
});

Deno.test("weights refuses a file that is longer than listed, while it arrives", async () => {
  const name = "dermx_f4.pt";
  const { length } = FILES[name]!;
  await using server = serving(
    instead(RAW + name, () => new Response(new Uint8Array(length + 1))),
  );
  await assert.rejects(fetchWeights(server.params), {
    name: "RangeError",
    message:
      `The file "${name}" has more than the ${length} bytes that it should have: fetch it anew`,
  });
});

Deno.test("weights refuses a size in the listing that is not the file's", async () => {
  const listing = listingOf(FILES);
  const tree = listing.tree.map((file) =>
    file["path"] === "dermx_f0.pt" ? { ...file, size: 4000 } : file
  );
  await using server = serving(
    instead(LISTING, () => Response.json({ ...listing, tree })),
  );
  await assert.rejects(
    fetchWeights(server.params),
    /"dermx_f0\.pt" has more than the 4000 bytes/,
  );
});

Deno.test("weights goes on where a connection was cut", async () => {
  const name = "dermx_f2.pt";
  const bytes = FILES[name]!;
  const start = instead(
    RAW + name,
    () => cut(bytes.slice(0, 1000), { headers: { "content-length": "5000" } }),
    1,
  );
  const middle = instead(
    `${RAW + name} bytes=1000-`,
    () =>
      cut(bytes.slice(1000, 1800), {
        status: 206,
        headers: { "content-range": `bytes 1000-4999/5000` },
      }),
    1,
  );
  await using server = serving((path, request) =>
    start(path, request) ?? middle(path, request)
  );
  const fetched = await fetchWeights(server.params);
  assertComplete(fetched);
  assert.deepEqual(
    server.requests.filter((path) => path.startsWith(RAW + name)),
    [
      RAW + name,
      `${RAW + name} bytes=1000-`,
      `${RAW + name} bytes=1800-`,
    ],
  );
  // Each try brought something, so the pauses begin anew.
  assert.deepEqual(
    fetched.lines.slice(0, 2).map((line) => /again in (.*) s$/.exec(line)?.[1]),
    ["0.5", "0.5"],
  );
});

Deno.test("weights asks for nothing more when a connection is cut after the last byte", async () => {
  const name = "dermx_f2.pt";
  const bytes = FILES[name]!;
  const start = instead(RAW + name, () => cut(bytes), 1);
  const rest = instead(
    `${RAW + name} bytes=${bytes.length}-`,
    () => new Response("no such range", { status: 416 }),
  );
  await using server = serving((path, request) =>
    start(path, request) ?? rest(path, request)
  );
  assertComplete(await fetchWeights(server.params));
  assert.equal(server.requests.length, 1 + 20);
});

Deno.test("weights goes on where a connection brought nothing for a minute", async () => {
  const name = "dermx_f2.pt";
  const bytes = FILES[name]!;
  await using server = serving(
    instead(RAW + name, () => stalled(bytes.slice(0, 1000)), 1),
  );
  const fetched = await withHurriedClock(() => fetchWeights(server.params));
  assertComplete(fetched);
  assert.ok(server.requests.includes(`${RAW + name} bytes=1000-`));
  assert.match(
    fetched.lines[0]!,
    /broke after 1000 bytes: nothing came for 60 s: trying again in 0\.5 s$/,
  );
});

Deno.test("weights waits as long as a busy server asks", async () => {
  const name = "dermx_f0.pt";
  await using server = serving(
    instead(
      RAW + name,
      () =>
        new Response("busy", { status: 429, headers: { "retry-after": "7" } }),
      1,
    ),
  );
  const fetched = await withHurriedClock(() => fetchWeights(server.params));
  assertComplete(fetched);
  assert.match(
    fetched.lines[0]!,
    /answered 429 .*, and asks to wait 7 s: trying again in 7 s$/,
  );
});

Deno.test("weights begins a file anew where a server knows no ranges, or gives another", async () => {
  const name = "dermx_f2.pt";
  const bytes = FILES[name]!;
  const others = [
    (): Response => new Response(bytes),
    (): Response =>
      new Response(bytes.slice(500), {
        status: 206,
        headers: { "content-range": "bytes 500-4999/5000" },
      }),
  ];
  for (const other of others) {
    const start = instead(RAW + name, () => cut(bytes.slice(0, 1000)), 1);
    const rest = instead(`${RAW + name} bytes=1000-`, other);
    await using server = serving((path, request) =>
      start(path, request) ?? rest(path, request)
    );
    assertComplete(await fetchWeights(server.params));
  }
});

Deno.test("weights gives up when a connection brings nothing more", async () => {
  const name = "dermx_f0.pt";
  await using server = serving((path) =>
    path.startsWith(RAW + name)
      ? new Response(path.includes(" bytes=") ? "" : "begun", {
        ...(path.includes(" bytes=") && {
          status: 206,
          headers: { "content-range": "bytes 5-4/5000" },
        }),
      })
      : undefined
  );
  await assert.rejects(
    fetchWeights(server.params),
    isUnavailable(/ended after 5 of \d+ bytes: check the network, or /),
  );
  assert.equal(server.requests.length, 1 + 3);
});

Deno.test("weights says how the API refuses: its words, and until when", async () => {
  for (const status of [403, 429]) {
    await using server = serving(
      instead(
        LISTING,
        () =>
          Response.json({ message: "API rate limit exceeded for 127.0.0.1." }, {
            status,
            headers: {
              "x-ratelimit-remaining": "0",
              "x-ratelimit-reset": "4102444800",
            },
          }),
      ),
    );
    await assert.rejects(
      fetchWeights(server.params),
      isUnavailable(
        new RegExp(
          `the server answered ${status} .*\\("API rate limit exceeded for 127\\.0\\.0\\.1\\."\\), and answers again after 2100-01-01T00:00:00Z: check the network, or `,
        ),
      ),
    );
    assert.equal(server.requests.length, 1);
  }
});

Deno.test("weights says that the listing or a file is not there", async () => {
  for (const path of [LISTING, `${RAW}dermx_f7.pt`]) {
    await using server = serving(
      instead(
        path,
        () => Response.json({ message: "Not Found" }, { status: 404 }),
      ),
    );
    await assert.rejects(
      fetchWeights(server.params),
      isUnavailable(
        /answered 404 Not Found \("Not Found"\): check the network/,
      ),
    );
    assert.equal(server.requests.filter((asked) => asked === path).length, 1);
  }
});

Deno.test("weights tries again after an error of the server", async () => {
  const listing = instead(LISTING, () => new Response("x", { status: 502 }), 1);
  const file = instead(
    `${RAW}dermx_f0.pt`,
    () => new Response("<html>", { status: 503 }),
    1,
  );
  await using server = serving((path, request) =>
    listing(path, request) ?? file(path, request)
  );
  const fetched = await fetchWeights(server.params);
  assertComplete(fetched);
  assert.equal(server.requests.length, 1 + 20 + 2);
  assert.match(fetched.lines[0]!, /answered 502 .*: trying again in 0\.5 s$/);
});

Deno.test("weights says that the network is out of reach", async () => {
  await assert.rejects(
    fetchWeights(weightsOf(FILES)),
    isUnavailable(/^Cannot reach http:\/\/127\.0\.0\.1:1\/trees/),
  );
});

Deno.test("weights names the files of a folder that it cannot tell apart, and fetches none", async () => {
  const { "dermx_f0.pt": _, ...rest } = FILES;
  await using server = serveWeights(rest);
  await assert.rejects(fetchWeights(server.params), {
    name: "RangeError",
    message: /it holds 19 files of weights, not 20; .*"dermx_plus_f9\.pt": /,
  });
  assert.deepEqual(server.requests, [LISTING]);
});

Deno.test("weights refuses a pointer of Git LFS by name, listed or not", async () => {
  const refused = isUnavailable(
    /^The file "dermx_f3\.pt" from http:.*\/dermx_f3\.pt is a pointer of Git LFS and holds no weights: run "git lfs pull"/,
  );
  await using listed = serveWeights({ ...FILES, "dermx_f3.pt": LFS_POINTER });
  await assert.rejects(fetchWeights(listed.params), refused);
  await using server = serving(
    instead(`${RAW}dermx_f3.pt`, () => new Response(LFS_POINTER)),
  );
  await assert.rejects(fetchWeights(server.params), refused);
  assert.equal(server.requests.length, 1 + 4);
  await using all = serveWeights(keptByLfs(FILES));
  await assert.rejects(
    fetchWeights(all.params),
    isUnavailable(/^The file "dermx_f0\.pt" from http.* is a pointer/),
  );
});
