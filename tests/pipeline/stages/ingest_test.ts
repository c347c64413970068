import assert from "node:assert/strict";
import { join } from "node:path";
import { writeTar } from "../../../data/archive/write_tar.ts";
import { readCsv } from "../../../data/csv.ts";
import { TABLE_COLUMNS } from "../../../data/dermx/tables.ts";
import { readNpy } from "../../../data/npy.ts";
import { ingest, type IngestParams } from "../../../pipeline/stages/ingest.ts";
import { run } from "../../../pipeline/stages/ingest_run.ts";
import {
  annotationFile,
  outlined,
  tag,
} from "../../support/annotation_file.ts";
import { ingestedRelease } from "../../support/ingested_release.ts";
import { needsMirror } from "../../support/mirror.ts";
import { outputsOf } from "../../support/outputs.ts";
import { stageIO } from "../../support/stage_io.ts";
import { withFolder } from "../../support/temporary_folder.ts";

const METADATA = [
  "original_filename;dataset;diagnosis;current_filename;skin_tone;age",
  "b__1.jpg;DermNetNZ;Psoriasis;b--1.jpeg;light;adult",
  "A.jpg;SD-260;Acne;A.jpeg;dark;young",
];

const SCALE = outlined("Scale", [1, 1, 3, 1, 3, 2, 1, 2]);

interface Case {
  /** In the archive's order. */
  readonly files: Parameters<typeof writeTar>[1];
  readonly metadata?: readonly string[];
  readonly params?: Partial<IngestParams>;
}

/** Runs the stage and hands its output files' contents, by port, to a test. */
async function ingesting(
  { files, metadata = METADATA, params }: Case,
  test: (
    read: (port: string) => Promise<string>,
    runs: number[],
  ) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const inputs = {
      annotations: join(folder, "annotations.tar"),
      metadata: join(folder, "metadata.csv"),
    };
    writeTar(inputs.annotations, files);
    await Deno.writeTextFile(inputs.metadata, metadata.join("\r\n") + "\r\n");
    const io = stageIO<IngestParams>(folder, {
      params: { release: "v1", imagesWithoutMetadata: "refuse", ...params },
      inputs,
      outputs: outputsOf(ingest),
    });
    await run(io);
    const { data } = await readNpy(io.output("runs"));
    await test((port) => Deno.readTextFile(io.output(port)), [...data]);
  });
}

async function assertRefused(
  input: Case,
  error: { name: string; message: RegExp },
): Promise<void> {
  await assert.rejects(ingesting(input, () => Promise.resolve()), error);
}

Deno.test("run() of ingest writes its tables sorted by image and rater, whatever the archive's order", async () => {
  const files = [
    annotationFile("derm2_b--1", [
      { ...SCALE, attributes: ["White", "Thick"] },
      outlined("Plaque", [0, 0, 7, 0, 7, 5, 0, 5], [3, 2, 5, 2, 5, 4, 3, 4]),
      {
        ...outlined("Scale", [2, 2, 4, 2, 4, 2]),
        attributes: ["Red", "White"],
      },
      tag("Psoriasis"),
      tag("K\u00f6bnerization"),
    ]),
    annotationFile("derm10_b--1", [tag("Low-quality")]),
    annotationFile("derm1_A", []),
  ];
  await ingesting({ files }, async (read, runs) => {
    assert.deepEqual((await read("images")).split("\n"), [
      "image,file,original_file,dataset,diagnosis,skin_tone,age",
      "A,A.jpeg,A.jpg,SD-260,Acne,dark,young",
      "b--1,b--1.jpeg,b__1.jpg,DermNetNZ,Psoriasis,light,adult",
      "",
    ]);
    assert.deepEqual((await read("evaluations")).split("\n"), [
      "image,rater,width,height,dataset,annotations,paths,vertices",
      "A,derm1,8,6,Explainability dataset,0,0,0",
      "b--1,derm10,8,6,Explainability dataset,1,0,0",
      "b--1,derm2,8,6,Explainability dataset,5,4,15",
      "",
    ]);
    assert.deepEqual((await read("selections")).split("\n"), [
      "image,rater,term,kind,position,instances,attributes",
      "b--1,derm10,Low-quality,discard,0,0,",
      "b--1,derm2,Scale,localisable,0,2,Red|Thick|White",
      "b--1,derm2,Plaque,localisable,1,1,",
      "b--1,derm2,Psoriasis,diagnosis,3,0,",
      "b--1,derm2,K\u00f6bnerization,non_localisable,4,0,",
      "",
    ]);
    // The plaque fills the image but for the one pixel inside its hole.
    assert.deepEqual((await read("masks")).split("\n"), [
      "image,rater,characteristic,width,height,first_run,runs,area",
      "b--1,derm2,Plaque,8,6,0,2,47",
      "b--1,derm2,Scale,8,6,2,2,7",
      "",
    ]);
    assert.deepEqual(runs, [0, 28, 29, 48, 9, 12, 17, 21]);
  });
});

Deno.test("run() of ingest writes the same tables whatever the order of the archive", async () => {
  const files = [
    annotationFile("derm1_A", [SCALE]),
    annotationFile("derm2_A", [tag("Acne")]),
    annotationFile("derm1_b--1", [tag("Vitiligo")]),
  ];
  const contents = async (input: Case): Promise<string[]> => {
    const tables: string[] = [];
    await ingesting(input, async (read) => {
      for (const port of Object.keys(ingest.outputs)) {
        tables.push(await read(port));
      }
    });
    return tables;
  };

  assert.deepEqual(
    await contents({ files }),
    await contents({ files: files.toReversed() }),
  );
});

Deno.test("run() of ingest refuses or keeps evaluations of images without metadata, as told", async () => {
  const files = [
    annotationFile("derm1_009001HB", [tag("Acne"), SCALE]),
    annotationFile("derm2_009001HB", [tag("Acne")]),
    annotationFile("derm1_A", []),
  ];
  await assertRefused({ files }, {
    name: "TypeError",
    message:
      /^Cannot use annotated images that "metadata\.csv" lacks, 1 in all and "009001HB" the first: add rows for them, or set "imagesWithoutMetadata" to "keep"$/,
  });
  const params = { imagesWithoutMetadata: "keep" } as const;
  await ingesting({ files, params }, async (read) => {
    assert.equal((await read("evaluations")).match(/^009001HB,/gm)?.length, 2);
    assert.equal((await read("masks")).match(/^009001HB,/gm)?.length, 1);
    assert.equal((await read("images")).match(/^009001HB,/gm), null);
  });
});

Deno.test("run() of ingest reads terms of the second release when told to", async () => {
  const term = outlined("Hyperkeratosis", [0, 0, 1, 0, 1, 1]);
  const files = [annotationFile("labeller12_A", [term])];

  await assertRefused({ files }, {
    name: "TypeError",
    message: /"labeller12_A\.json": annotations\[0\]\.name: "Hyperkeratosis"/,
  });
  await ingesting({ files, params: { release: "v2" } }, async (read) => {
    assert.match(await read("masks"), /^A,labeller12,Hyperkeratosis,/m);
  });
});

Deno.test("run() of ingest joins ids that differ in Unicode normal form only", async () => {
  const metadata = [
    METADATA[0]!,
    "x.jpg;SD-260;Acne;o\u0308 (1).jpeg;dark;young",
  ];
  const files = [annotationFile("derm1_\u00f6 (1)", [])];
  await ingesting({ files, metadata }, async (read) => {
    assert.match(await read("images"), /^\u00f6 \(1\),o\u0308 \(1\)\.jpeg,/m);
  });
  const twice = [...files, annotationFile("derm1_o\u0308 (1)", [])];
  await assertRefused({ files: twice, metadata }, {
    name: "TypeError",
    message:
      /another file holds the evaluation of image "\u00f6 \(1\)" by rater "derm1": keep one of the two$/,
  });
});

Deno.test("run() of ingest refuses an image that two raters saw in two sizes", async () => {
  const files = [
    annotationFile("derm1_A", []),
    annotationFile("derm2_A", [], { width: 6, height: 8 }),
  ];
  await assertRefused({ files }, {
    name: "TypeError",
    message:
      /^Cannot read annotation file "derm2_A\.json": image: 6 x 8 pixels, and another rater saw 8 x 6: /,
  });
});

Deno.test("run() of ingest names the file that it cannot read", async () => {
  await assertRefused(
    { files: [{ name: "derm1_A.json", bytes: new Uint8Array() }] },
    { name: "SyntaxError", message: /"derm1_A\.json": not JSON/ },
  );
  await assertRefused(
    { files: [annotationFile("derm1_A", [tag("Zebra")])] },
    { name: "TypeError", message: /"derm1_A\.json": .*"Zebra"/ },
  );
  await assertRefused(
    { files: [], metadata: ["image,diagnosis"] },
    { name: "TypeError", message: /metadata\.csv/ },
  );
});

Deno.test("run() of ingest reads an archive without files into tables without rows", async () => {
  await ingesting({ files: [] }, async (read, runs) => {
    assert.equal((await read("masks")).split("\n").length, 2);
    assert.deepEqual(runs, []);
  });
});

Deno.test(
  "run() of ingest finds in the first release what its census says",
  needsMirror(),
  async () => {
    await withFolder(async (folder) => {
      const files = await ingestedRelease(folder);
      const table = <Table extends keyof typeof TABLE_COLUMNS>(
        name: Table,
      ): ReturnType<
        typeof readCsv<(typeof TABLE_COLUMNS)[Table][number]>
      > => readCsv(files[name]!, { columns: TABLE_COLUMNS[name] });
      const evaluations = await table("evaluations");
      const selections = await table("selections");
      const masks = await table("masks");
      const ofKind = (kind: string): typeof selections =>
        selections.filter((selection) => selection.kind === kind);
      const perEvaluation = (rows: typeof selections): number[] =>
        [...Map.groupBy(rows, ({ image, rater }) => `${rater}_${image}`)]
          .map(([, rows]) => rows.length);

      assert.equal((await table("images")).length, 566);
      assert.equal(evaluations.length, 1698);
      assert.equal(
        evaluations.filter(({ annotations }) => annotations === "0").length,
        5,
      );
      // 273 Other-disease and 135 Low-quality, 27 evaluations having both.
      assert.equal(ofKind("discard").length, 273 + 135);
      assert.equal(
        perEvaluation(ofKind("discard")).filter((n) => n === 2).length,
        27,
      );
      assert.equal(
        perEvaluation(ofKind("diagnosis")).filter((n) => n > 1).length,
        16,
      );
      const drawn = ofKind("localisable");
      assert.equal(drawn.length, 3263);
      assert.equal(
        drawn.reduce((sum, { instances }) => sum + Number(instances), 0),
        3562,
      );
      assert.equal(
        perEvaluation(drawn.filter(({ instances }) => Number(instances) > 1))
          .length,
        196,
      );
      assert.equal(
        new Set(drawn.flatMap(({ attributes }) => attributes.split("|")))
          .difference(new Set([""])).size,
        24,
      );
      assert.equal(masks.length, 3263);
      const { shape } = await readNpy(files["runs"]!);
      assert.deepEqual(shape, [
        masks.reduce((sum, { runs }) => sum + Number(runs), 0),
        2,
      ]);
      // Of the 566 images, none is without its three evaluations.
      assert.deepEqual(
        new Set(
          [...Map.groupBy(evaluations, ({ image }) => image)]
            .map(([, rows]) => rows.length),
        ),
        new Set([3]),
      );
    });
  },
);
