import assert from "node:assert/strict";
import { benchmarkStage } from "../../../../pipeline/stages/benchmark.ts";
import { run } from "../../../../pipeline/stages/benchmark_run.ts";
import type { Exhibits } from "../../../../pipeline/stages/exhibits/exhibit.ts";
import { heldOutNetworks } from "../../../support/held_out_networks.ts";
import { outputsOf } from "../../../support/outputs.ts";
import { readJson } from "../../../support/read_json.ts";
import { stageIO } from "../../../support/stage_io.ts";
import { withFolder } from "../../../support/temporary_folder.ts";

Deno.test("run() of benchmark judges each run on the images that it held out", async (t) => {
  await withFolder(async (folder) => {
    const { inputs, params } = await heldOutNetworks(folder);
    const outputs = outputsOf(benchmarkStage(["net-0", "net-1"]));
    const io = stageIO(folder, { params, inputs, outputs });
    await run(io);
    const lines = async (port: string): Promise<string[]> =>
      (await Deno.readTextFile(io.output(port))).trim().split("\n");
    const having = async (port: string, start: string): Promise<string[]> =>
      (await lines(port)).filter((line) => line.startsWith(start))
        .map((line) => line.slice(start.length));

    // net-0 calls a, b and c Acne: it is right on a and b. net-1 is right on c and d.
    await t.step("in its diagnoses", async () => {
      assert.deepEqual(await having("diagnosis", "gold,net,net-0,"), [
        "Acne,f1,value,0.8",
        "Acne,sensitivity,value,1",
        "Acne,specificity,value,0",
        "Psoriasis,f1,value,0",
        "Psoriasis,sensitivity,value,0",
        "Psoriasis,specificity,value,1",
        ",accuracy,value,0.6666666666666666",
        ",macro_f1,value,0.4",
        ",images,count,3",
      ]);
      const summary = await having("diagnosis", "gold,net,,,");
      assert.deepEqual(
        summary.map((line) => line.replace(/(\.\d{5})\d+$/, "$1")),
        [
          "accuracy,mean,0.83333",
          "accuracy,std,0.23570",
          "accuracy,n,2",
          "macro_f1,mean,0.45",
          "macro_f1,std,0.07071",
          "macro_f1,n,2",
          "images,count,4",
        ],
      );
    });

    await t.step("in its maps, without what is undefined", async () => {
      const f1 = async (start: string): Promise<string[]> =>
        (await having("explanation", start)).filter((line) =>
          /,(f1|outlines|images),/.test(line)
        );
      // Papule of net-0: 0.5, undefined, 0, 1 and 1; of net-1: 0.25.
      assert.deepEqual(await f1("all,net,net-0,Papule"), [
        ",f1,value,0.625",
        ",f1,undefined,1",
        ",outlines,count,5",
        ",images,count,3",
      ]);
      assert.deepEqual(await f1("all,net,,Papule"), [
        ",f1,mean,0.4375",
        `,f1,std,${Math.sqrt(0.1875 ** 2 * 2)}`,
        ",f1,n,2",
        ",f1,undefined,1",
        ",outlines,count,6",
        ",images,count,4",
      ]);
      // Acne: mean of 0.5, 1, 0.75, 0.25; Psoriasis: of 0 and 1.
      assert.deepEqual(await f1("all,net,net-0,union"), [
        ",f1,value,0.5625",
        ",outlines,count,6",
        ",images,count,3",
      ]);
      // Kept: a by r1 0.5, b by both 0.75 and 0.25, c by r1 0.
      assert.deepEqual(await f1("kept,net,net-0,union"), [
        ",f1,value,0.375",
        ",outlines,count,4",
        ",images,count,3",
      ]);
    });

    await t.step("and so for baselines and raters", async () => {
      const union = async (start: string): Promise<string[]> =>
        (await having("explanation", start)).filter((line) =>
          /^(f1|outlines|images),/.test(line)
        );
      // On a, b, c: 0.25 and 0 by diagnosis; on c, d: 0.
      assert.deepEqual(await union("all,centre,,union,"), [
        "f1,mean,0.0625",
        `f1,std,${Math.sqrt(0.0625 ** 2 * 2)}`,
        "f1,n,2",
        "outlines,count,7",
        "images,count,4",
      ]);
      // Of kept evaluations only b has two.
      assert.deepEqual(await union("kept,dermatologist,net-0,union,"), [
        "f1,value,0.75",
        "outlines,count,2",
        "images,count,1",
      ]);
      assert.deepEqual(await union("all,dermatologist_same,net-0,Papule,"), [
        "f1,value,0.125",
        "outlines,count,1",
        "images,count,1",
      ]);
      assert.deepEqual(await union("all,random,,union,"), []);
    });

    const { checks, caution, exhibits } = await readJson<Exhibits>(
      io.output("exhibits"),
    );

    await t.step("and beside them image by image", () => {
      // Kept: a 0.5, b 0.5, c (0 + 0.5) / 2, d 1; the centre map: 0.25, 0.25, 0, 0.
      const rows = exhibits.find(({ id }) => id === "comparisons")?.rows ?? [];
      assert.deepEqual(
        rows.map(({ label, cells }) => [
          label,
          ...cells.map(({ value, decimals }) =>
            value === null ? null : Number(value.toFixed(decimals))
          ),
        ]),
        [
          // Four positive differences, three of them equal: z = -5 / sqrt(7).
          ["Net and centre map", 0.563, 0.125, 0.438, 0.0588, 4],
          ["Net and random map", null, null, null, null, 0],
          ["Net and rater", 0.5, 0.75, -0.25, 1, 1],
        ],
      );
    });

    await t.step("and checks what the study demands", () => {
      assert.deepEqual(
        checks.map(({ id, value, holds }) => [id, value, holds]),
        [
          ["good", 0.45, false],
          ["worst", 0.4, false],
          ["above", 0.4375, true],
          ["chance", null, false],
        ],
      );
    });

    await t.step("and says whose photographs they are", () => {
      assert.equal(
        caution,
        'Made up. The photographs given are not those that were annotated: 2 of 4 photographs have another size, such as "c" with 3 x 4 pixels instead of 4 x 3. What the networks make of them says nothing about the paper.',
      );
    });

    await t.step(
      "and shows the first reading in full, the others in one table",
      () => {
        assert.deepEqual(exhibits.map(({ id }) => id), [
          "diagnosis-gold",
          "diagnosis-by-run",
          "union-all",
          "explanation-f1-all",
          "explanation-sensitivity-all",
          "explanation-specificity-all",
          "explanation-pointing-all",
          "explanation-mass-all",
          "explanation-rank-all",
          "readings",
          "comparisons",
          "map-states",
        ]);
        const values = (id: string, column: number): unknown[] => {
          const exhibit = exhibits.find((one) => one.id === id);
          return exhibit?.rows.map(({ label, cells }) => [
            label,
            cells[column]?.value,
          ]) ?? [];
        };
        // Union of all: net-0 0.5625, net-1 (0.5 + 1 + 1) / 3.
        assert.deepEqual(values("union-all", 0), [
          ["Net", (0.5625 + 2.5 / 3) / 2],
          ["Centre map", 0.0625],
          ["Random map", null],
          // a 0.75 twice, b 1 and 0.5, c 0.25; by diagnosis 0.75 and 0.25; then 0.25.
          ["Rater", 0.375],
        ]);
        assert.deepEqual(values("explanation-f1-all", 0), [
          ["Papule", 0.4375],
          ["Union", (0.5625 + 2.5 / 3) / 2],
        ]);
        // Kept: 0.375 and (0.5 + 1) / 2.
        assert.deepEqual(values("readings", 0), [
          ["Net, all", (0.5625 + 2.5 / 3) / 2],
          ["Net, kept", 0.5625],
        ]);
        assert.deepEqual(values("diagnosis-by-run", 1), [
          ["Net", 0.45],
          ["net-0", 0.4],
          ["net-1", 0.5],
        ]);
      },
    );

    await t.step("and what the maps show", () => {
      const states = exhibits.find(({ id }) => id === "map-states");
      assert.deepEqual(
        states?.rows.map(({ cells }) => cells.map(({ value }) => value)),
        [
          [3, 200 / 3, 0, 100 / 3, 0, 0, 4, 50, 25, 25, 0, 0],
          [1, 0, 0, 0, 0, 100, 1, 0, 0, 0, 0, 100],
        ],
      );
    });
  });
});
