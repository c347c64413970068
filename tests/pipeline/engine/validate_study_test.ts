import assert from "node:assert/strict";
import fc from "fast-check";
import type { Stage } from "../../../pipeline/engine/stage.ts";
import type { Study, StudyNode } from "../../../pipeline/engine/study.ts";
import { validateStudy } from "../../../pipeline/engine/validate_study.ts";
import { toyNode, toyStudy } from "../../support/toy_project.ts";

function stage(rest: Partial<Stage> = {}): Stage {
  return {
    id: "some",
    revision: 1,
    entry: new URL(import.meta.url),
    inputs: { table: {}, extra: { optional: true } },
    outputs: {
      out: { file: "out.txt" },
      maps: { file: "maps", partitioned: true },
    },
    ...rest,
  };
}

const SOURCE = toyNode(stage({ inputs: {} }), { id: "source" });

function reader(
  inputs: StudyNode["inputs"],
  rest: Partial<Stage> = {},
): StudyNode {
  return toyNode(stage(rest), { id: "reader", inputs });
}

const FROM_OUT = { node: "source", port: "out" };
const FROM_MAPS = { node: "source", port: "maps" };
const FILE = { file: new URL(import.meta.url) };

function refuses(nodes: StudyNode[] | Study, message: string): void {
  assert.throws(() => validateStudy(toyStudy(nodes)), {
    name: "TypeError",
    message,
  });
}

Deno.test("validateStudy() orders nodes after what they read from, else as they are given", () => {
  const nodes = [
    reader({ table: FROM_OUT }),
    SOURCE,
    toyNode(stage({ inputs: {} }), { id: "alone" }),
  ];
  const ids = validateStudy(toyStudy(nodes)).map(({ id }) => id);
  assert.deepEqual(ids, ["source", "reader", "alone"]);
});

Deno.test("validateStudy() orders any acyclic graph", () => {
  const graph = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(graph, fc.integer(), (edges, salt) => {
      const nodes = edges.map((sources, i) => {
        // A node reads from earlier ones only; then the list is turned around somewhere.
        const ups = i === 0 ? [] : sources.map((x) => x % i);
        const ports = ups.map((_, k) => `p${k}`);
        return toyNode(
          stage({ inputs: Object.fromEntries(ports.map((p) => [p, {}])) }),
          {
            id: `n${i}`,
            inputs: Object.fromEntries(
              ups.map((up, k) => [`p${k}`, { node: `n${up}`, port: "out" }]),
            ),
          },
        );
      });
      const turn = Math.abs(salt) % nodes.length;
      const given = [...nodes.slice(turn), ...nodes.slice(0, turn)].reverse();
      const order = validateStudy(toyStudy(given)).map(({ id }) => id);
      assert.deepEqual([...order].sort(), given.map(({ id }) => id).sort());
      for (const { id, inputs } of nodes) {
        for (const source of Object.values(inputs)) {
          assert.ok("node" in source);
          assert.ok(order.indexOf(source.node) < order.indexOf(id));
        }
      }
    }),
    { seed: 7, numRuns: 100 },
  );
});

Deno.test("validateStudy() refuses two nodes of one name", () => {
  refuses([SOURCE, SOURCE], 'Study "toy" has two nodes named "source"');
});

Deno.test("validateStudy() refuses a cycle, and names it", () => {
  const node = (id: string, from: string): StudyNode =>
    toyNode(stage(), { id, inputs: { table: { node: from, port: "out" } } });
  refuses(
    [node("start", "a"), node("a", "c"), node("b", "a"), node("c", "b")],
    'Study "toy" has a cycle: a → c → b → a',
  );
  refuses([node("a", "a")], 'Study "toy" has a cycle: a → a');
});

Deno.test("validateStudy() refuses inputs that do not fit", () => {
  const place = 'Node "reader" of study "toy"';
  const cases: [StudyNode, string][] = [
    [
      reader({ table: FROM_OUT, tabel: FROM_OUT }),
      `${place} supplies an input "tabel" that stage "some" does not have: did you mean "table"?`,
    ],
    [reader({}), `${place} does not supply the input "table"`],
    [
      reader({ table: { node: "sorce", port: "out" } }),
      `${place} reads from "sorce", which is not a node: did you mean "source"?`,
    ],
    [
      reader({ table: { node: "source", port: "oot" } }),
      `${place} reads the output "oot" of "source", which does not exist: did you mean "out"?`,
    ],
    [
      reader({ table: FROM_MAPS }),
      `${place} wires parts to the input "table", which takes one file`,
    ],
    [
      reader({ table: FROM_OUT }, { inputs: { table: { partitioned: true } } }),
      `${place} wires one file to the input "table", which takes parts`,
    ],
    [
      reader({ table: FROM_OUT }, { shardBy: ["table"] }),
      `${place} wires one file to the input "table", which takes parts`,
    ],
    [
      reader({ table: FILE }, { shardBy: ["table"] }),
      `${place} wires one file to the input "table", which takes parts`,
    ],
  ];
  for (const [node, message] of cases) refuses([SOURCE, node], message);
});

Deno.test("validateStudy() takes inputs that fit", () => {
  const nodes = [
    SOURCE,
    reader({ table: FROM_OUT }),
    { ...reader({ table: FILE, extra: FROM_OUT }), id: "files" },
    { ...reader({ table: FROM_MAPS }, { shardBy: ["table"] }), id: "shards" },
  ];
  assert.equal(validateStudy(toyStudy(nodes)).length, 4);
});

Deno.test("validateStudy() takes a folder for one file, and what is missing for anything", () => {
  const folder = new URL(".", import.meta.url);
  const missing = { missing: "photographs", message: "Supply them" };
  const sharded: Partial<Stage> = { shardBy: ["table"] };
  const nodes = [
    reader({ table: { folder, extensions: [".png", ".tar.gz"] } }),
    { ...reader({ table: missing, extra: missing }), id: "missing" },
    { ...reader({ table: missing }, sharded), id: "missing shards" },
  ];
  assert.equal(validateStudy(toyStudy(nodes)).length, 3);
  refuses(
    [reader({ table: { folder } }, sharded)],
    'Node "reader" of study "toy" wires one file to the input "table", which takes parts',
  );
  for (const extension of ["png", ".PNG", "", ".", ".p/g"]) {
    refuses(
      [reader({ table: { folder, extensions: [".jpg", extension] } })],
      `Node "reader" of study "toy" packs files with the extension "${extension}": write it in lower case with its full stop, such as ".png"`,
    );
  }
});

Deno.test("validateStudy() wants the device of numeric stages, and of no others", () => {
  const device = { provider: "wasm" };
  const numeric = reader({ table: FILE }, { numeric: true });
  assert.equal(validateStudy(toyStudy([{ ...numeric, device }])).length, 1);
  refuses(
    [numeric],
    'Node "reader" of study "toy" names no device, on which the result of stage "some" depends: add its facts as "device"',
  );
  refuses(
    [{ ...reader({ table: FILE }), device }],
    'Node "reader" of study "toy" names a device, and stage "some" is not numeric: declare it so, or leave "device" out',
  );
});

Deno.test("validateStudy() takes the outputs of shards for parts", () => {
  const shards = {
    ...reader({ table: FROM_MAPS }, { shardBy: ["table"] }),
    id: "shards",
  };
  const table = { node: "shards", port: "out" };
  refuses(
    [SOURCE, shards, reader({ table })],
    'Node "reader" of study "toy" wires parts to the input "table", which takes one file',
  );
  const gather = reader({ table }, {
    inputs: { table: { partitioned: true } },
  });
  assert.equal(validateStudy(toyStudy([SOURCE, shards, gather])).length, 3);
});

Deno.test("validateStudy() refuses a publication of what does not exist", () => {
  const study = (node: string, port: string): Study => ({
    ...toyStudy([SOURCE]),
    publications: [{ file: "table.csv", node, port }],
  });
  refuses(
    study("sourc", "out"),
    'Publication "table.csv" of study "toy" reads from "sourc", which is not a node: did you mean "source"?',
  );
  refuses(
    study("source", "table"),
    'Publication "table.csv" of study "toy" reads the output "table" of "source", which does not exist: choose one of "out", "maps"',
  );
});

const STAGES: Record<string, [Partial<Stage>, string]> = {
  "an output above its folder": [
    { outputs: { out: { file: "../out.txt" } } },
    'Stage "some" declares the output file "../out.txt": name a path below the output folder, such as "tables/table1.csv"',
  ],
  "an absolute output": [
    { outputs: { out: { file: "/out.txt" } } },
    'Stage "some" declares the output file "/out.txt": name a path below the output folder, such as "tables/table1.csv"',
  ],
  "two outputs of one file": [
    { outputs: { a: { file: "x" }, b: { file: "x" } } },
    'Stage "some" declares the output files "x" and "x", which overlap: rename one',
  ],
  "an output in another's folder": [
    { outputs: { a: { file: "x", partitioned: true }, b: { file: "x/y" } } },
    'Stage "some" declares the output files "x" and "x/y", which overlap: rename one',
  ],
  "an input whose name leads elsewhere": [
    { inputs: { "../table": {} } },
    'Stage "some" reads "../table", which is no file name: rename it',
  ],
  "an asset named like an input": [
    { assets: { table: new URL(import.meta.url) } },
    'Stage "some" reads two things named "table": an input, an asset or a mount: rename one',
  ],
  "shards of no input": [
    { shardBy: ["tabel"] },
    'Stage "some" is sharded by "tabel", which is not an input: did you mean "table"?',
  ],
  "shards of an optional input": [
    { shardBy: ["extra"] },
    'Stage "some" is sharded by "extra", which is optional: a shard takes one part of it, and always one',
  ],
  "shards of nothing": [
    { shardBy: [] },
    'Stage "some" is sharded by no input: name one, or leave "shardBy" out',
  ],
  "a package whose name leads elsewhere": [
    { packages: { "../some": {} } },
    'Stage "some" names the package "../some", which no package is called: name it as npm does',
  ],
  "a native library outside its package": [
    { packages: { "@a/b": { ffi: { some: "../c.node" } } } },
    'Stage "some" names the native library "../c.node" of package "@a/b": name a path below the package\'s folder',
  ],
  "a native library whose path would end its flag": [
    { packages: { some: { ffi: { some: "a,b.node" } } } },
    'Stage "some" names the native library "a,b.node" of package "some": name a path below the package\'s folder',
  ],
  "all variables of the environment at once": [
    { packages: { some: { env: ["A", "*"] } } },
    'Stage "some" grants package "some" the variable "*": name one of the environment',
  ],
};

for (const [name, [rest, message]] of Object.entries(STAGES)) {
  Deno.test(`validateStage() refuses ${name}`, () => {
    refuses([SOURCE, reader({ table: FROM_OUT }, rest)], message);
  });
}
