// Over 400 lines, because all cases share one toy project: bundling it anew for each
// file would cost more than it separates.
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Json } from "../../../pipeline/engine/json.ts";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import {
  toyNode,
  ToyProject,
  type ToyRun,
  type ToyRunOptions,
} from "../../support/toy_project.ts";

// One stage that does whatever its parameters say: bundled once for all tests.
const ACTOR = `
import { act } from "./acts.ts";
export async function run(io) {
  await act(io);
  if (io.params.write !== false) await Deno.writeTextFile(io.output("out"), "done");
}
`;

const ACTS = `
const swallow = async (work) => { try { await work(); } catch { /* as libraries do */ } };
export const act = (io) => ACTS[io.params.act](io, io.params.value);
const ACTS = {
  nothing: () => {},
  read: (_, path) => Deno.readTextFile(path),
  readSwallowed: (_, path) => swallow(() => Deno.readTextFile(path)),
  readByCwd: (io) => Deno.readTextFile(Deno.cwd() + "/" + io.input("source")),
  append: (io) => swallow(() => Deno.writeTextFile(io.input("source"), "x", { append: true })),
  linkInput: (io) => swallow(() => Deno.link(io.input("source"), "out/link")),
  env: () => swallow(() => Deno.env.get("HOME")),
  net: (_, url) => swallow(() => fetch(url)),
  fetchText: async (io, url) => io.log(await (await fetch(url)).text()),
  run: (_, path) => swallow(() => new Deno.Command(path).output()),
  runNode: () => swallow(async () => (await import("node:child_process")).execSync("ls")),
  importOther: (_, path) => swallow(() => import(path)),
  remember: (io) => {
    io.log("localStorage: " + localStorage.length);
    localStorage.setItem("a", "b");
  },
  rememberCache: async (io) => {
    const cache = await caches.open("c");
    io.log("cached: " + (await cache.match("http://a/b") !== undefined));
    await cache.put("http://a/b", new Response("c"));
  },
  worker: () => { new Worker("data:text/javascript,setInterval(() => {}, 1)", { type: "module" }); },
  hang: () => new Promise((resolve) => setTimeout(resolve, 1e9)),
  spin: (io) => { io.log("spinning"); for (;;); },
  garbage: () => {
    const write = (bytes) => Deno.stdout.writeSync(bytes);
    const text = (s) => write(new TextEncoder().encode(s));
    text('{"type":"error","message":"no"}\\n');
    text('\\x1e{"type":"unheard"}\\n\\x1e{"type":\\n\\x1enull\\n');
    write(Uint8Array.from({ length: 4096 }, (_, i) => i % 256));
    text("{}");
  },
  flood: () => {
    const block = new TextEncoder().encode("x".repeat(1 << 20));
    for (let i = 0; i < 16; i++) Deno.stdout.writeSync(block);
  },
  manyLines: () => console.log(Array.from({ length: 20000 }, (_, i) => "line " + i).join("\\n")),
  stderrLine: () => console.error("a warning"),
  surrogate: (io) => io.log("half \\ud83d a pair"),
  longLog: (io) => io.log("y".repeat(1e6)),
  exit: (_, code) => Deno.exit(code),
  exitNode: async (_, code) => (await import("node:process")).exit(code),
  reject: () => { Promise.reject(new Error("nobody waits")); },
  throwLater: () => { setTimeout(() => { throw new Error("later"); }, 0); return new Promise(() => setTimeout(() => {}, 1e6)); },
  throwString: () => { throw "only a text"; },
  throwLong: () => { throw new Error("z".repeat(1e6)); },
  throwDeep: () => deep(),
  surplus: (_, name) => Deno.writeTextFile("out/" + name, "x"),
  executable: (io) => Deno.writeTextFile(io.output("out"), "#!", { mode: 0o755 }),
  clock: (io) => {
    const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
    io.log([timeZone, new Date(0).getHours(), locale, (1234.5).toLocaleString()].join(" "));
  },
  progress: (io) => { for (let i = 0; i <= 100_000; i++) io.progress(i, { total: 100_000, unit: "images" }); },
  params: (io) => io.log(JSON.stringify(io.params)),
  ports: (io, name) => io[name]("nothing"),
  partsOfOne: (io) => io.parts("source"),
  optional: (io) => io.log(
    String(io.optionalInput("nothing")) + " " + String(io.optionalParts("nothing")),
  ),
};
function deep() {
  throw new RangeError("deep down");
}
`;

let project: ToyProject;

Deno.test.beforeAll(async () => {
  project = await ToyProject.create({ "actor.ts": ACTOR, "acts.ts": ACTS });
});
Deno.test.afterAll(() => project[Symbol.asyncDispose]());

function actor(
  act: string,
  value: Json = null,
  rest: Partial<StudyNode> = {},
): StudyNode {
  const source = { optional: true } as const;
  const stage = project.stage("actor", { inputs: { source } });
  return toyNode(stage, { params: { act, value }, ...rest });
}

function run(
  node: StudyNode,
  options?: ToyRunOptions,
): Promise<ToyRun> {
  return project.run([node], options);
}

/** The message with which a stage that acts so fails. */
async function failure(act: string, value: Json = null): Promise<string> {
  const { failures, executed } = await run(actor(act, value));
  assert.deepEqual(executed, []);
  return failures["actor"]!;
}

/** The log of a stage that acts so and succeeds. */
async function logOf(node: StudyNode): Promise<readonly string[]> {
  const { outcomes, failures } = await run(node);
  const outcome = outcomes.get("actor");
  assert.ok(outcome?.state === "done", failures["actor"] ?? "");
  return outcome.actions[0]!.result.log;
}

const TOUCHED = 'Stage "actor" touched what it was not given: ';

Deno.test("runSandboxed() fails a stage that reads a file that is no input, and names it", async () => {
  assert.equal(
    await failure("read", "/etc/passwd"),
    `${TOUCHED}read "/etc/passwd"`,
  );
});

Deno.test("runSandboxed() fails a stage that reads a path out of its folder, and says where", async () => {
  const { events } = await run(actor("read", "in/../../../store.json"));
  const event = events.find(({ type }) => type === "action-failed");
  assert.ok(event?.type === "action-failed");
  assert.equal(event.message, `${TOUCHED}read "in/../../../store.json"`);
  assert.match(event.trace ?? "", /acts\.ts:\d+/);
});

Deno.test("runSandboxed() sees a denied read that the stage swallows", async () => {
  assert.equal(
    await failure("readSwallowed", "/etc/passwd"),
    `${TOUCHED}read "/etc/passwd"`,
  );
});

Deno.test("runSandboxed() sees a denied read of the environment that the stage swallows", async () => {
  assert.equal(await failure("env"), `${TOUCHED}env "HOME"`);
});

Deno.test("runSandboxed() sees a denied use of the network that the stage swallows", async () => {
  assert.match(
    await failure("net", "http://127.0.0.1:8123/a"),
    /given: net "(http:\/\/)?127\.0\.0\.1:8123/,
  );
});

Deno.test("runSandboxed() sees a denied subprocess that the stage swallows", async () => {
  assert.equal(await failure("run", "/bin/ls"), `${TOUCHED}run "/bin/ls"`);
  assert.equal(await failure("run", "ls"), `${TOUCHED}run "ls"`);
  assert.match(await failure("runNode"), /touched what it was not given: env/);
});

Deno.test("runSandboxed() sees a denied import of a computed name that the stage swallows", async () => {
  const other = await project.write("other.js", "export default 1;\n");
  assert.equal(
    await failure("importOther", other.pathname),
    `${TOUCHED}read ${JSON.stringify(other.pathname)}`,
  );
});

Deno.test("runSandboxed() lets a stage name its inputs by their absolute path, in a store behind a link", async () => {
  const link = join(project.folder, "link");
  await Deno.mkdir(join(project.folder, "elsewhere"));
  await Deno.symlink(join(project.folder, "elsewhere"), link);
  const file = await project.write("source.txt", "text");
  const node = actor("readByCwd", null, { inputs: { source: { file } } });
  const { failures, executed } = await run(node, { store: link });
  assert.deepEqual(failures, {});
  assert.deepEqual(executed, ["actor"]);
});

for (const act of ["append", "linkInput"]) {
  Deno.test(`runSandboxed() leaves the store's blob alone when a stage tries to ${act}`, async () => {
    const file = await project.write("kept.txt", `kept from ${act}`);
    const node = actor(act, null, { inputs: { source: { file } } });
    const { failures } = await run(node);
    assert.equal(failures["actor"], `${TOUCHED}write "in/source"`);
    const copy = actor("nothing", act, { inputs: { source: { file } } });
    const { events, executed } = await run(copy);
    assert.deepEqual(executed, ["actor"]);
    assert.ok(!events.some(({ type }) => type === "quarantined"));
  });
}

Deno.test("runSandboxed() lets a stage reach the hosts that it was given, and no other", async () => {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => new Response("hello"),
  );
  const host = `127.0.0.1:${server.addr.port}`;
  const url = `http://${host}/path?query`;
  try {
    const given = actor("fetchText", url, { hosts: [host] });
    assert.deepEqual(await logOf(given), ["hello"]);
    const anyPort = actor("fetchText", url, { hosts: ["127.0.0.1"] });
    assert.deepEqual(await logOf(anyPort), ["hello"]);
    const other = actor("net", url, { hosts: ["example.com"] });
    const { failures } = await run(other);
    assert.match(failures["actor"]!, /touched what it was not given: net/);
  } finally {
    await server.shutdown();
  }
});

Deno.test("runSandboxed() keeps what a stage stores in localStorage from the next", async () => {
  for (const value of [1, 2]) {
    const log = await logOf(actor("remember", value));
    assert.deepEqual(log, ["localStorage: 0"]);
  }
});

Deno.test("runSandboxed() keeps what a stage puts in a cache from the next", async () => {
  for (const value of [1, 2]) {
    const log = await logOf(actor("rememberCache", value));
    assert.deepEqual(log, ["cached: false"]);
  }
});

Deno.test("runSandboxed() ends a stage that leaves a Worker running", async () => {
  assert.deepEqual((await run(actor("worker"))).executed, ["actor"]);
});

for (const act of ["hang", "spin"]) {
  Deno.test(`runSandboxed() kills a stage that does ${act} when its time is over`, async () => {
    const node = actor(act);
    const stage = { ...node.stage, timeoutSeconds: 0.3 };
    const { failures } = await run({ ...node, stage });
    assert.equal(
      failures["actor"],
      'Stage "actor" was stopped after 0.3 s: raise its time limit if it needs longer',
    );
  });
}

Deno.test("runSandboxed() takes what a stage prints for its log, whatever it looks like", async () => {
  const log = await logOf(actor("garbage"));
  assert.equal(log[0], '{"type":"error","message":"no"}');
  assert.equal(log[1], '\x1e{"type":"unheard"}');
  assert.equal(log.at(-1)?.slice(-2), "{}");
});

Deno.test("runSandboxed() bounds the log of a stage that prints without end of line", async () => {
  const log = await logOf(actor("flood"));
  assert.equal(log.length, 1);
  assert.ok(log[0]!.length < 3000);
});

Deno.test("runSandboxed() keeps the beginning and the end of a long log", async () => {
  const { outcomes, events } = await run(actor("manyLines"));
  const outcome = outcomes.get("actor");
  assert.ok(outcome?.state === "done");
  const { log } = outcome.actions[0]!.result;
  assert.equal(log.length, 1001);
  assert.equal(log[0], "line 0");
  assert.equal(log[500], "… 19000 lines left out …");
  assert.equal(log.at(-1), "line 19999");
  assert.equal(events.filter(({ type }) => type === "log").length, 1000);
});

Deno.test("runSandboxed() keeps a log that is no well-formed Unicode", async () => {
  assert.deepEqual(await logOf(actor("surrogate")), ["half � a pair"]);
});

Deno.test("runSandboxed() cuts a log line of a million characters", async () => {
  const [line] = await logOf(actor("longLog"));
  assert.equal(line, `${"y".repeat(2000)}…`);
});

Deno.test("runSandboxed() puts what a stage prints on standard error into its log", async () => {
  assert.deepEqual(await logOf(actor("stderrLine")), ["a warning"]);
});

Deno.test("runSandboxed() fails a stage that ends its process, with any exit code", async () => {
  assert.equal(
    await failure("exit", 0),
    'Stage "actor" died with exit code 0',
  );
  assert.equal(
    await failure("exitNode", 0),
    'Stage "actor" died with exit code 0',
  );
  assert.equal(
    await failure("exit", 7),
    'Stage "actor" died with exit code 7',
  );
});

Deno.test("runSandboxed() fails a stage with a rejection that nobody handles", async () => {
  assert.equal(
    await failure("reject"),
    'Stage "actor" died with exit code 1: error: Uncaught (in promise) Error: nobody waits',
  );
});

Deno.test("runSandboxed() fails a stage with an error out of a timer, and says where it was", async () => {
  const { events } = await run(actor("throwLater"));
  const event = events.find(({ type }) => type === "action-failed");
  assert.ok(event?.type === "action-failed");
  assert.match(event.message, /died with exit code 1: error: Uncaught.* later/);
  assert.match(event.trace ?? "", /acts\.ts:\d+/);
});

Deno.test("runSandboxed() passes on what a stage throws", async () => {
  assert.equal(await failure("throwString"), "only a text");
  assert.equal(await failure("throwLong"), `${"z".repeat(4000)}…`);
});

Deno.test("runAction() names file and line of the sources in the trace of a failing stage", async () => {
  const { events } = await run(actor("throwDeep"));
  const event = events.find(({ type }) => type === "action-failed");
  assert.ok(event?.type === "action-failed");
  assert.equal(event.message, "deep down");
  const line = ACTS.split("\n").findIndex((x) => x.includes("new RangeError"));
  assert.match(
    event.trace ?? "",
    new RegExp(`project/acts\\.ts:${line + 1}\\b`),
  );
  assert.match(event.trace ?? "", /project\/actor\.ts:4\b/);
});

Deno.test("runSandboxed() fails a stage that writes what it does not declare", async () => {
  assert.equal(
    await failure("surplus", "more.txt"),
    'Stage "actor" wrote "more.txt", which is not among its outputs: declare it or write it to the scratch folder',
  );
});

Deno.test("runSandboxed() fails a stage that does not write what it declares", async () => {
  const node = actor("nothing");
  const params = { ...node.params, write: false };
  const { failures } = await run({ ...node, params });
  assert.equal(
    failures["actor"],
    'Stage "actor" did not write its output "out.txt"',
  );
});

Deno.test("runSandboxed() fails a stage that asks for a port that it does not declare", async () => {
  assert.equal(
    await failure("ports", "input"),
    'Input "nothing" is not supplied',
  );
  assert.equal(
    await failure("ports", "output"),
    'Output "nothing" is not declared',
  );
  assert.equal(
    await failure("ports", "parts"),
    'Input "nothing" is not supplied',
  );
});

Deno.test("runSandboxed() fails a stage that takes one file for parts", async () => {
  const source = { file: new URL(import.meta.url) };
  const { failures } = await run(
    actor("partsOfOne", null, { inputs: { source } }),
  );
  assert.equal(failures["actor"], 'Input "source" is not a list of parts');
});

Deno.test("runSandboxed() lets a stage see that something optional is not supplied", async () => {
  assert.deepEqual(await logOf(actor("optional")), ["undefined undefined"]);
});

Deno.test("runSandboxed() runs stages in UTC and in one locale, whatever the user's are", async () => {
  const before = new Map(
    ["TZ", "LC_ALL", "LANG"].map((name) => [name, Deno.env.get(name)]),
  );
  try {
    Deno.env.set("TZ", "Asia/Tokyo");
    Deno.env.set("LC_ALL", "de_DE.UTF-8");
    Deno.env.set("LANG", "de_DE.UTF-8");
    const [words] = await logOf(actor("clock"));
    assert.match(words!, /^UTC 0 en-US\S* 1,?234\.5$/);
  } finally {
    for (const [name, value] of before) {
      value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
    }
  }
});

Deno.test("runSandboxed() gives parameters in the order of their names, which is that of the key", async () => {
  const node = actor("params", { b: 1, a: { d: 2, c: 3 } });
  assert.deepEqual(await logOf(node), [
    '{"act":"params","value":{"a":{"c":3,"d":2},"b":1}}',
  ]);
});

Deno.test("runSandboxed() passes on progress, not every step but the last", async () => {
  const { events } = await run(actor("progress"));
  const steps = events.filter((event) => event.type === "progress");
  assert.ok(steps.length >= 2 && steps.length < 100, String(steps.length));
  const place = { study: "toy", node: "actor" };
  assert.deepEqual(steps.at(-1), {
    type: "progress",
    done: 100_000,
    total: 100_000,
    unit: "images",
    ...place,
  });
});

Deno.test("runSandboxed() gives parameters of any size", async () => {
  const node = actor("nothing", "p".repeat(1 << 20));
  assert.deepEqual((await run(node)).executed, ["actor"]);
});

Deno.test("runSandboxed() fails a stage that dies before it reads its task, and says where", async () => {
  await project.write(
    "early.ts",
    `\nthrow new Error("too early");\nexport const run = () => {};\n`,
  );
  const node = toyNode(project.stage("early"), {
    params: { big: "p".repeat(1 << 20) },
  });
  const { events } = await run(node);
  const event = events.find(({ type }) => type === "action-failed");
  assert.ok(event?.type === "action-failed");
  assert.match(event.message, /exit code 1: error: Uncaught.* too early$/);
  assert.match(event.trace ?? "", /early\.ts:2\b/);
});

Deno.test("runSandboxed() drops the mode of what a stage writes", async () => {
  const node = actor("executable");
  const done = await run({ ...node, params: { ...node.params, write: false } });
  const { mode } = await Deno.stat(project.blobs(done, "actor")[0]!);
  assert.equal(mode! & 0o777, 0o644);
});

for (const moment of ["action-started", "log"] as const) {
  Deno.test(`runStudy() that is interrupted at an event "${moment}" kills what runs, and ends`, async () => {
    const interrupt = new AbortController();
    const running = project.run(
      [
        actor("spin", [moment, 1], { id: "one" }),
        actor("spin", [moment, 2], { id: "two" }),
        actor("hang", [moment, 3], { id: "waiting" }),
      ],
      {
        signal: interrupt.signal,
        onEvent: ({ type }) => {
          if (type === moment) interrupt.abort();
        },
      },
    );
    await assert.rejects(running, { name: "AbortError" });
    const tmp = await Array.fromAsync(
      Deno.readDir(join(project.storePath, "tmp")),
    );
    assert.deepEqual(tmp, []);
  });
}
