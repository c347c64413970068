import assert from "node:assert/strict";
import { join } from "node:path";
import type { StudyNode } from "../../../pipeline/engine/study.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

// Each test counts what is executed: nothing else proves what a cache does.

/** Two readers of one source, and one that joins what they wrote. */
const FILES = {
  "text.txt": "Hello\n",
  "text_two.txt": "World\n",
  "upper.ts": `
import { shout } from "./helpers.ts";
export async function run(io) {
  await Deno.writeTextFile(io.output("out"), shout(await Deno.readTextFile(io.input("text"))));
}
`,
  "count.ts": `
import { size } from "./helpers.ts";
export async function run(io) {
  const { unit } = io.params;
  await Deno.writeTextFile(io.output("out"), size(await Deno.readTextFile(io.input("text"))) + unit);
}
`,
  "join.ts": `
export async function run(io) {
  const [a, b] = await Promise.all(["a", "b"].map((port) => Deno.readTextFile(io.input(port))));
  await Deno.writeTextFile(io.output("out"), a + "|" + b);
}
`,
};

const HELPERS = `
import { FACTOR } from "./factor.ts";
import settings from "./settings.json" with { type: "json" };
export const shout = (text) => text.toUpperCase() + settings.mark;
export const size = (text) => text.length * FACTOR;
export const unused = () => "nobody calls this";
`;

let template: ToyProject;

Deno.test.beforeAll(async () => {
  template = await ToyProject.create({
    ...FILES,
    "helpers.ts": HELPERS,
    "factor.ts": "export const FACTOR = 1;\n",
    "settings.json": '{"mark": "!"}\n',
  });
  await template.bundle("upper", "count", "join");
});
Deno.test.afterAll(() => template[Symbol.asyncDispose]());

function graph(
  project: ToyProject,
  { text = "text.txt", params = { unit: " letters" } as object } = {},
): StudyNode[] {
  const file = new URL(text, `file://${project.root}/`);
  const input = { inputs: { text: {} } };
  return [
    toyNode(project.stage("upper", input), { inputs: { text: { file } } }),
    toyNode(project.stage("count", input), {
      params,
      inputs: { text: { file } },
    }),
    toyNode(project.stage("join", { inputs: { a: {}, b: {} } }), {
      inputs: {
        a: { node: "upper", port: "out" },
        b: { node: "count", port: "out" },
      },
    }),
  ];
}

const ALL = ["count", "join", "upper"];

Deno.test("runStudy() executes each stage once, and nothing in a second run", async () => {
  await using project = await template.fork();
  const first = await project.run(graph(project));
  assert.deepEqual(first.executed, ALL);
  assert.deepEqual(await project.text(first, "join"), ["HELLO\n!|6 letters"]);
  const second = await project.run(graph(project));
  assert.deepEqual(second.executed, []);
  assert.deepEqual(second.reused, ALL);
  assert.ok(!second.events.some(({ type }) => type === "bundled"));
  assert.deepEqual(second.outcomes.get("join")?.state, "done");
});

Deno.test("runStudy() executes nothing after edits that change no code that is used", async (t) => {
  await using project = await template.fork();
  await project.run(graph(project));
  const edits: Record<string, [string, string]> = {
    "a comment in a helper": ["helpers.ts", `// New words.\n${HELPERS}`],
    "an unused function": [
      "helpers.ts",
      HELPERS.replace("nobody calls this", "nobody ever calls this"),
    ],
    "white space in a stage": ["join.ts", `\n\n${FILES["join.ts"]}\n`],
    "a task's text in deno.json": [
      "deno.json",
      '{"lock": false, "tasks": {"a": "echo b"}}\n',
    ],
    "a rewritten input of the same bytes": ["text.txt", "Hello\n"],
  };
  for (const [name, [file, text]] of Object.entries(edits)) {
    await t.step(name, async () => {
      await project.write(file, text);
      assert.deepEqual((await project.run(graph(project))).executed, []);
    });
  }
});

Deno.test("runStudy() executes exactly the stages that use an edited helper", async () => {
  await using project = await template.fork();
  await project.run(graph(project));
  await project.write(
    "helpers.ts",
    HELPERS.replace("text.length", "2 * text.length"),
  );
  const helper = await project.run(graph(project));
  assert.deepEqual(helper.executed, ["count", "join"]);
  assert.deepEqual(await project.text(helper, "join"), ["HELLO\n!|12 letters"]);
  await project.write("factor.ts", "export const FACTOR = 10;\n");
  const nested = await project.run(graph(project));
  assert.deepEqual(nested.executed, ["count", "join"]);
  await project.write("settings.json", '{"mark": "?"}\n');
  const json = await project.run(graph(project));
  assert.deepEqual(json.executed, ["join", "upper"]);
  assert.deepEqual(await project.text(json, "join"), ["HELLO\n?|120 letters"]);
});

Deno.test("runStudy() finds the earlier results when an edit is undone", async () => {
  await using project = await template.fork();
  await project.run(graph(project));
  await project.write("factor.ts", "export const FACTOR = 2;\n");
  await project.run(graph(project));
  await project.write("factor.ts", "export const FACTOR = 1;\n");
  const { executed, reused } = await project.run(graph(project));
  assert.deepEqual(executed, []);
  assert.deepEqual(reused, ALL);
});

Deno.test("runStudy() stops where a stage that ran again yields the same bytes", async () => {
  await using project = await template.fork();
  await project.run(graph(project));
  await project.write(
    "helpers.ts",
    HELPERS.replace("text.toUpperCase() +", "text.toUpperCase().concat('') +"),
  );
  const { executed, reused } = await project.run(graph(project));
  assert.deepEqual(executed, ["upper"]);
  assert.deepEqual(reused, ["count", "join"]);
});

Deno.test("runStudy() sees an input's content, not its name, time or size", async (t) => {
  await using project = await template.fork();
  await project.run(graph(project));
  await t.step("renamed with the same bytes: nothing", async () => {
    await project.write("text_other.txt", "Hello\n");
    const run = await project.run(graph(project, { text: "text_other.txt" }));
    assert.deepEqual(run.executed, []);
  });
  await t.step("touched: nothing", async () => {
    await Deno.utime(join(project.root, "text.txt"), new Date(0), new Date(0));
    assert.deepEqual((await project.run(graph(project))).executed, []);
  });
  await t.step("same size and same time, other bytes: everything", async () => {
    const path = join(project.root, "text.txt");
    const { atime, mtime } = await Deno.stat(path);
    await Deno.writeTextFile(path, "Jello\n");
    await Deno.utime(path, atime!, mtime!);
    const run = await project.run(graph(project));
    // The letters are as many as before: the count's key is new, its bytes are not.
    assert.deepEqual(run.executed, ALL);
    assert.deepEqual(await project.text(run, "join"), ["JELLO\n!|6 letters"]);
  });
});

Deno.test("runStudy() is not misled by clocks: times of files prove nothing", async () => {
  await using project = await template.fork();
  await project.run(graph(project));
  const age = async (folder: string, time: Date): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = join(folder, name);
      if (isDirectory) await age(path, time);
      await Deno.utime(path, time, time);
    }
  };
  for (const time of [new Date(0), new Date("2090-01-01")]) {
    await age(project.folder, time);
    assert.deepEqual((await project.run(graph(project))).executed, []);
  }
});

Deno.test("runStudy() sees params by name, in any order", async (t) => {
  await using project = await template.fork();
  await project.run(graph(project, { params: { unit: "x", a: 1, b: 2 } }));
  const cases: [string, object, string[]][] = [
    ["other order: nothing", { b: 2, a: 1, unit: "x" }, []],
    ["values exchanged", { unit: "x", a: 2, b: 1 }, ["count"]],
    ["a param removed", { unit: "x", a: 1 }, ["count"]],
    ["null is not absent", { unit: "x", a: 1, b: null }, ["count"]],
    ["empty is not null", { unit: "x", a: 1, b: "" }, ["count"]],
    ["a list is not its text", { unit: "x", a: 1, b: ["1"] }, ["count"]],
    ["pieces cut otherwise (1)", { unit: "x", b: ["ab", "c"] }, ["count"]],
    ["pieces cut otherwise (2)", { unit: "x", b: ["a", "bc"] }, ["count"]],
    ["a value that the output shows", { unit: "y" }, ["count", "join"]],
  ];
  for (const [name, params, expected] of cases) {
    await t.step(name, async () => {
      const { executed } = await project.run(graph(project, { params }));
      assert.deepEqual(executed, expected);
    });
  }
});

Deno.test("runStudy() notices that the contents of two inputs were exchanged", async () => {
  await using project = await template.fork();
  await project.write("a.txt", "1");
  await project.write("b.txt", "2");
  const nodes = (a: string, b: string): StudyNode[] => [
    toyNode(project.stage("join", { inputs: { a: {}, b: {} } }), {
      inputs: {
        a: { file: new URL(a, `file://${project.root}/`) },
        b: { file: new URL(b, `file://${project.root}/`) },
      },
    }),
  ];
  const first = await project.run(nodes("a.txt", "b.txt"));
  assert.deepEqual(await project.text(first, "join"), ["1|2"]);
  await project.write("a.txt", "2");
  await project.write("b.txt", "1");
  const second = await project.run(nodes("a.txt", "b.txt"));
  assert.deepEqual(second.executed, ["join"]);
  assert.deepEqual(await project.text(second, "join"), ["2|1"]);
  // Exchanging the wires as well gives the first action back.
  const third = await project.run(nodes("b.txt", "a.txt"));
  assert.deepEqual(third.executed, []);
});

Deno.test("runStudy() executes a stage again when its author raises the revision", async () => {
  await using project = await template.fork();
  const nodes = graph(project);
  await project.run(nodes);
  const [first, ...rest] = nodes;
  const stage = { ...first!.stage, revision: 2 };
  const { executed } = await project.run([{ ...first!, stage }, ...rest]);
  assert.deepEqual(executed, ["upper"]);
});

Deno.test("runStudy() does not see the environment, the time zone or the locale", async () => {
  await using project = await template.fork();
  await project.run(graph(project));
  const variables: Record<string, string> = {
    TZ: "Pacific/Auckland",
    LC_ALL: "tr_TR.UTF-8",
    LANG: "tr_TR.UTF-8",
    NODE_ENV: "production",
    TOY_VARIABLE: "1",
  };
  const before = Object.keys(variables)
    .map((name) => [name, Deno.env.get(name)] as const);
  try {
    for (const [name, value] of Object.entries(variables)) {
      Deno.env.set(name, value);
    }
    assert.deepEqual((await project.run(graph(project))).executed, []);
    // The bundler, too, must make the same of the sources in this environment.
    await Deno.remove(join(project.storePath, "code"), { recursive: true });
    const run = await project.run(graph(project));
    assert.equal(run.events.filter(({ type }) => type === "bundled").length, 3);
    assert.deepEqual(run.executed, []);
  } finally {
    for (const [name, value] of before) {
      value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
    }
  }
});

Deno.test("runStudy() finds its results in a store, and for a project, that was moved", async () => {
  await using project = await template.fork();
  await project.run(graph(project));
  const moved = join(project.folder, "a", "b", "moved store");
  await Deno.mkdir(join(project.folder, "a", "b"), { recursive: true });
  await Deno.rename(project.storePath, moved);
  const sameProject = await project.run(graph(project), { store: moved });
  assert.deepEqual(sameProject.executed, []);
  await using other = await template.fork();
  const run = await other.run(graph(other), { store: moved });
  assert.deepEqual(run.executed, []);
  assert.deepEqual(run.reused, ALL);
});

Deno.test("runStudy() runs the copy of an input that it hashed, though the file is edited meanwhile", async () => {
  await using project = await template.fork();
  const run = await project.run(graph(project), {
    onEvent: ({ type }) => {
      if (type !== "action-started") return;
      Deno.writeTextFileSync(join(project.root, "text.txt"), "Changed\n");
    },
  });
  assert.deepEqual(await project.text(run, "join"), ["HELLO\n!|6 letters"]);
  const next = await project.run(graph(project));
  assert.deepEqual(next.executed, ALL);
  assert.deepEqual(await project.text(next, "join"), [
    "CHANGED\n!|8 letters",
  ]);
});

Deno.test("runStudy() stops after the node that is named, and knows no other names", async () => {
  await using project = await template.fork();
  const run = await project.run(graph(project), { to: "count" });
  assert.deepEqual(run.executed, ["count"]);
  assert.deepEqual([...run.outcomes.keys()], ["count"]);
  await assert.rejects(project.run(graph(project), { to: "cuont" }), {
    name: "RangeError",
    message: 'There is no node "cuont": did you mean "count"?',
  });
});

Deno.test("runStudy() keys the files that a bundle loads, and runs what it keyed", async () => {
  await using project = await ToyProject.create({
    "asset.bin": "one",
    "load.ts":
      `export const run = async (io) => Deno.copyFile(io.input("table"), io.output("out"));`,
  });
  const assets = { table: new URL(`file://${project.root}/asset.bin`) };
  const nodes = [toyNode(project.stage("load", { assets }))];
  const first = await project.run(nodes);
  assert.deepEqual(await project.text(first, "load"), ["one"]);
  await project.write("asset.bin", "two");
  const second = await project.run(nodes);
  assert.deepEqual(second.executed, ["load"]);
  assert.deepEqual(await project.text(second, "load"), ["two"]);
  // An edit between the hashing and the copying must not be recorded as "three".
  await project.write("asset.bin", "three");
  const raced = await project.run(nodes, {
    onEvent: ({ type }) => {
      if (type !== "action-started") return;
      Deno.writeTextFileSync(join(project.root, "asset.bin"), "later");
    },
  });
  assert.match(
    raced.failures["load"]!,
    /Asset "table" of stage "load" changed while the stage was waiting/,
  );
});

Deno.test("runStudy() keys the facts of the device for numeric stages only", async () => {
  await using project = await ToyProject.create({
    "plain.ts":
      `export const run = (io) => Deno.writeTextFile(io.output("out"), "plain");`,
    "exact.ts":
      `export const run = (io) => Deno.writeTextFile(io.output("out"), "exact");`,
  });
  const on = (provider: string): StudyNode[] => [
    toyNode(project.stage("plain")),
    toyNode(project.stage("exact", { numeric: true }), {
      device: { provider },
    }),
  ];
  const first = await project.run(on("wasm"));
  assert.deepEqual(first.executed, ["exact", "plain"]);
  assert.deepEqual((await project.run(on("webgpu"))).executed, ["exact"]);
  assert.deepEqual((await project.run(on("wasm"))).executed, []);
  const keyed = [...first.outcomes.values()].map((outcome) => {
    assert.ok(outcome.state === "done");
    return outcome.actions[0]!.planned.fields.device;
  });
  assert.deepEqual(keyed, [undefined, { provider: "wasm" }]);
});

Deno.test("runStudy() executes one action for two nodes that are the same", async () => {
  await using project = await template.fork();
  const [upper] = graph(project);
  const run = await project.run([upper!, { ...upper!, id: "again" }]);
  assert.equal(run.executed.length, 1);
  assert.equal(run.reused.length, 1);
  assert.ok(!run.events.some(({ type }) => type === "waiting"));
  assert.deepEqual(
    project.blobs(run, "again"),
    project.blobs(run, upper!.id),
  );
});

Deno.test("runStudy() executes one failing action for two nodes that are the same", async () => {
  await using project = await template.fork();
  await project.write(
    "bad.ts",
    `export const run = () => { throw new Error("bad"); };`,
  );
  const node = toyNode(project.stage("bad"));
  const run = await project.run([node, { ...node, id: "again" }]);
  assert.deepEqual(run.failures, { bad: "bad", again: "bad" });
  const started = run.events.filter(({ type }) => type === "action-started");
  assert.equal(started.length, 1);
});
