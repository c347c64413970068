import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { decodeImage } from "../../../data/image/decode_image.ts";
import type { Source, StudyNode } from "../../../pipeline/engine/study.ts";
import { FIGURE_FILES } from "../../../pipeline/stages/figures/figure_files.ts";
import {
  type FiguresParams,
  figuresStage,
} from "../../../pipeline/stages/figures.ts";
import {
  BOTH,
  FIRST,
  SECOND,
} from "../../../pipeline/stages/figures/palette.ts";
import {
  type FigureFile,
  readFigure,
} from "../../../pipeline/stages/report/figure_file.ts";
import {
  FIGURE_PARAMS,
  writeFigureMaterial,
} from "../../support/figure_material.ts";
import { countOf, inkIn, pixelAt } from "../../support/pixels.ts";
import { toyNode, ToyProject } from "../../support/toy_project.ts";

const STAGE = figuresStage(["one", "two"]);
type Port = keyof typeof FIGURE_FILES;
const PORTS = Object.keys(FIGURE_FILES) as Port[];

let project: ToyProject;
let material: Record<string, string | string[]>;

// The package that draws has native code, which tests may not load: what is tested is
// the stage as it is bundled and sandboxed.
Deno.test.beforeAll(async () => {
  project = await ToyProject.ofThis();
  await project.write(
    "supply.ts",
    `export async function run(io) {
  for (const [port, count] of Object.entries(io.params)) {
    await Deno.mkdir(io.output(port), { recursive: true });
    for (let i = 0; i < count; i++) {
      await Deno.copyFile(io.input(port + i), io.output(port) + "/" + i);
    }
  }
}
`,
  );
  material = await writeFigureMaterial(project.folder);
});
Deno.test.afterAll(() => project[Symbol.asyncDispose]());

/** A node that supplies the parts of partitioned ports, and the sources of all ports. */
function supply(): { node: StudyNode; sources: Record<string, Source> } {
  const params: Record<string, number> = {};
  const inputs: Record<string, Source> = {};
  const sources: Record<string, Source> = {};
  for (const [port, { partitioned }] of Object.entries(STAGE.inputs)) {
    const paths = [material[port]!].flat();
    if (!partitioned) {
      sources[port] = { file: pathToFileURL(paths[0]!) };
      continue;
    }
    // Ports of the supplier are words.
    const name = port.replace(".", "_");
    params[name] = paths.length;
    paths.forEach((path, i) =>
      inputs[`${name}${i}`] = { file: pathToFileURL(path) }
    );
    sources[port] = { node: "supply", port: name };
  }
  const stage = project.stage("supply", {
    inputs: Object.fromEntries(Object.keys(inputs).map((port) => [port, {}])),
    outputs: Object.fromEntries(
      Object.keys(params).map((port) => [port, {
        file: port,
        partitioned: true,
      }]),
    ),
  });
  return { node: toyNode(stage, { inputs, params }), sources };
}

async function draw(
  changes: Partial<FiguresParams> = {},
  without: readonly string[] = [],
): Promise<Record<Port, FigureFile>> {
  const { node, sources } = supply();
  for (const port of without) delete sources[port];
  const run = await project.run([
    node,
    toyNode(STAGE, {
      params: { ...FIGURE_PARAMS, ...changes },
      inputs: sources,
    }),
  ]);
  const [failure] = Object.values(run.failures);
  if (failure !== undefined) throw new Error(failure);
  const files = PORTS.map(async (port) => {
    const [path] = project.blobs(run, "figures", port);
    const bytes = await Deno.readFile(path!);
    return [
      port,
      readFigure(bytes, { port, file: FIGURE_FILES[port] }),
    ] as const;
  });
  return Object.fromEntries(await Promise.all(files)) as Record<
    Port,
    FigureFile
  >;
}

Deno.test("figures are drawn by rule, in a sandbox", async () => {
  const figures = await draw();
  assert.match(figures.figure2.caption, /^Image image \dé, (Acne|Psoriasis)\./);
  assert.match(
    figures.figure2.alternative,
    /3 raters .* ann outlined Plaque and Scale, bob/,
  );
  // The first image is not diagnosed right, the last two were fitted to.
  assert.match(
    figures.figure3.caption,
    /maps of Net One \(run 0\) and Two \(run 0\).* image 2é \(Acne\) and image [13]é \(Psoriasis\)\. Chosen by rule from the images that no network was fitted to and that every network diagnoses right/,
  );
  assert.match(figures.confusion.alternative, /Net One 0\.80 and Two 0\.80/);
  for (const { bytes, width, height } of Object.values(figures)) {
    const picture = await decodeImage(bytes, { name: "figure" });
    assert.deepEqual([picture.width, picture.height], [width, height]);
    assert.equal(width, 1295);
  }
});

Deno.test("figures have pictures, letters and legends where they belong", async () => {
  const { figure2, figure3 } = await draw();
  const two = await decodeImage(figure2.bytes, { name: "figure2" });
  // 200, 150, 120 with six bits a colour.
  const photo = [203, 150, 121];
  assert.deepEqual(pixelAt(two, 1 / 6, 1 / 4), photo);
  assert.ok(countOf(two, photo) > 400 * 250);
  for (const colour of [FIRST, SECOND, BOTH]) {
    assert.ok(countOf(two, colour) > 200, `${colour}`);
  }
  // The name above the photo, and nothing at the edge of the sheet.
  assert.ok(inkIn(two, { from: 0, to: 28 }) > 0.005);
  assert.equal(inkIn(two, { from: 0, to: 4 }), 0);
  const three = await decodeImage(figure3.bytes, { name: "figure3" });
  assert.ok(countOf(three, photo) > 2 * 250 * 180);
});

Deno.test("figures are the same bytes when they are drawn again", async () => {
  const first = await draw();
  const store = join(project.storePath);
  await Deno.rename(store, `${store}-before`);
  try {
    assert.deepEqual(await draw(), first);
  } finally {
    await Deno.remove(store, { recursive: true });
    await Deno.rename(`${store}-before`, store);
  }
});

Deno.test("figures label generated data on each of them, and released data on none", async () => {
  const generated = await draw();
  const released = await draw({ data: "released" });
  for (const port of PORTS) {
    assert.match(generated[port].disclaimer ?? "", /^Generated data: /);
    assert.equal(released[port].disclaimer, undefined);
    assert.notDeepEqual(released[port].bytes, generated[port].bytes);
  }
});

Deno.test("figures show the images that a study names", async () => {
  const { figure2, figure3 } = await draw({
    figure2: { image: "image 4é" },
    figure3: { images: ["image 5é", "image 0é"], examples: 0 },
  });
  assert.match(figure2.caption, /^Image image 4é, Acne/);
  assert.match(
    figure3.caption,
    /Images from above: image 5é \(Psoriasis\) and image 0é \(Acne\)\. After/,
  );
});

Deno.test("figures are of any image where nothing was fitted", async () => {
  const { figure3 } = await draw({}, ["split.one", "split.two"]);
  assert.match(figure3.caption, /image [24]é \(Acne\) and image [135]é/);
});

Deno.test("figures of images that have no outlines are refused", async () => {
  await assert.rejects(
    draw({ figure3: { images: ["gone"], examples: 1 } }),
    /"gone"/,
  );
  await assert.rejects(
    draw({ classes: { Vitiligo: 0 } }),
    /Cannot draw outlines of several raters: no image has any: /,
  );
});

Deno.test("figuresStage() reads from each architecture and from nothing else of networks", () => {
  assert.deepEqual(
    Object.keys(STAGE.inputs).filter((port) => port.includes(".")),
    ["one", "two"].flatMap((id) =>
      ["maps", "logits", "ids", "split"].map((kind) => `${kind}.${id}`)
    ),
  );
  assert.deepEqual(JSON.parse(JSON.stringify(FIGURE_PARAMS)), FIGURE_PARAMS);
});
