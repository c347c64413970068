/**
 * The framework paper's three measures of one network, from nothing but the published
 * artifacts of a run, pixel by pixel: no code is shared with the stages.
 */
import { join } from "node:path";

/** A row of a table. */
type Row = Readonly<Record<string, string>>;

/** The three measures, each in [0, 1]. */
export interface RecomputedMeasures {
  readonly diagnosis_f1: number;
  readonly identification_f1: number;
  readonly localisation_f1: number;
}

/** Columns and rows in which maps and outlines meet. */
const SIDE = 260;

const FIRST_ROUND = /^labeller[1-8]$/;

const DIAGNOSES =
  "Acne,Actinic keratosis,Psoriasis,Seborrheic dermatitis,Viral warts,Vitiligo"
    .split(",");

const CHARACTERISTICS =
  "Closed comedo,Dermatoglyph disruption,Open comedo,Papule,Patch,Plaque,Pustule,Scale,Scar,Sun damage"
    .split(",");

/**
 * Macro F1 of diagnoses; macro F1 of characteristics, undefined ones as 0; fuzzy F1 of
 * maps, its mean within characteristics and then over those that the fold has. Each in
 * each fold, and its mean over folds.
 *
 * @param artifacts The folder of artifacts of a run's results.
 * @param options.folds The images that each fold tests.
 */
export async function recomputedMeasures(
  artifacts: string,
  { network, folds }: {
    readonly network: string;
    readonly folds: readonly (readonly string[])[];
  },
): Promise<RecomputedMeasures> {
  const raters = await Raters.read(join(artifacts, "ingest"));
  const scores: number[][] = [];
  for (const [fold, tested] of folds.entries()) {
    const file = (output: string): string =>
      join(artifacts, `infer-${network}`, output, `0000${fold}.npy`);
    const ids = file("ids").replace(/npy$/, "json");
    const images: string[] = JSON.parse(await Deno.readTextFile(ids));
    if (images.toSorted().join() !== tested.toSorted().join()) {
      throw new Error(`Fold ${fold} tests ${images}, not ${tested}`);
    }
    const dx = await readFloats(file("diagnoses"));
    const cx = await readFloats(file("logits"));
    const cam = await readFloats(file("cam"));
    const answers = images.map((_, i) => {
      const row = [...dx.data.subarray(6 * i, 6 * i + 6)];
      return DIAGNOSES[row.indexOf(Math.max(...row))]!;
    });
    const found = (i: number, k: number): boolean => cx.data[10 * i + k]! > 0;
    scores.push([
      diagnosis(answers, images.map((image) => raters.gold(image))),
      identification(images, { raters, found }),
      localisation(images, { raters, found, cam }),
    ]);
  }
  const [diagnosis_f1, identification_f1, localisation_f1] = [0, 1, 2].map((
    measure,
  ) => mean(scores.map((fold) => fold[measure]!)));
  return {
    diagnosis_f1: diagnosis_f1!,
    identification_f1: identification_f1!,
    localisation_f1: localisation_f1!,
  };
}

function diagnosis(
  answers: readonly string[],
  gold: readonly string[],
): number {
  const named = DIAGNOSES.filter((x) =>
    answers.includes(x) || gold.includes(x)
  );
  return mean(named.map((name) => {
    const both = gold.filter((x, i) =>
      x === name && answers[i] === name
    ).length;
    const either = [...gold, ...answers].filter((x) => x === name).length;
    return 2 * both / either;
  }));
}

/** What is asked about the images of a fold. */
interface Asked {
  readonly raters: Raters;
  readonly found: (image: number, characteristic: number) => boolean;
}

function identification(
  images: readonly string[],
  { raters, found }: Asked,
): number {
  const rows = images.flatMap((image, i) =>
    raters.who(image).length === 0 ? [] : [{ image, i }]
  );
  return mean(CHARACTERISTICS.map((name, k) => {
    const there = rows.map(({ image }) => raters.outlines(image, name) > 0);
    const said = rows.map(({ i }) => found(i, k));
    const both = said.filter((x, row) => x && there[row]).length;
    const either = [...said, ...there].filter((x) => x).length;
    return either === 0 ? 0 : 2 * both / either;
  }));
}

function localisation(
  images: readonly string[],
  { raters, found, cam }: Asked & { readonly cam: Floats },
): number {
  const [, , rows = 0, columns = 0] = cam.shape;
  const within = CHARACTERISTICS.map((name, k) =>
    images.flatMap((image, i) => {
      const reference = raters.share(image, name);
      if (reference.every((value) => value === 0)) return [];
      const at = (10 * i + k) * rows * columns;
      const raw = cam.data.subarray(at, at + rows * columns);
      const map = found(i, k)
        ? enlarged(stretched(raw), { rows, columns })
        : reference.map(() => 0);
      const overlap = sum(map.map((x, p) => Math.min(x, reference[p]!)));
      return [2 * overlap / (sum(map) + sum(reference))];
    })
  );
  return mean(within.filter(({ length }) => length > 0).map(mean));
}

/** What is negative becomes 0, the rest is stretched to 0 to 1. */
function stretched(raw: Float32Array): Float64Array {
  const values = Float64Array.from(raw, (x) => x > 0 ? x : 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((x) => high > low ? (x - low) / (high - low) : 0);
}

/** Bilinear, about the centres of pixels; outside there is the outermost value. */
function enlarged(
  map: Float64Array,
  { rows, columns }: { readonly rows: number; readonly columns: number },
): Float64Array {
  const inside = (at: number, count: number): number =>
    at < 0 ? 0 : at > count - 1 ? count - 1 : at;
  const value = (y: number, x: number): number =>
    map[inside(y, rows) * columns + inside(x, columns)]!;
  return Float64Array.from({ length: SIDE * SIDE }, (_, pixel) => {
    const x = (pixel % SIDE + 0.5) * columns / SIDE - 0.5;
    const y = (Math.floor(pixel / SIDE) + 0.5) * rows / SIDE - 0.5;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [right, down] = [x - left, y - top];
    return (1 - down) *
        ((1 - right) * value(top, left) + right * value(top, left + 1)) +
      down * ((1 - right) * value(top + 1, left) +
          right * value(top + 1, left + 1));
  });
}

/** Which of so many rows or columns is taken for one of the {@link SIDE}, as torch does. */
function nearest(at: number, from: number): number {
  const scale = Math.fround(from / SIDE);
  return Math.min(from - 1, Math.floor(Math.fround(at * scale)));
}

/** The tables of `ingest` that are looked at. */
type Tables = Readonly<Record<"images" | "selections" | "masks", Row[]>>;

/** The raters of the first round whose first choice for an image is a diagnosis. */
class Raters {
  readonly #tables: Tables;
  readonly #runs: Uint32Array;

  private constructor(tables: Tables, runs: Uint32Array) {
    this.#tables = tables;
    this.#runs = runs;
  }

  static async read(folder: string): Promise<Raters> {
    const [images, selections, masks] = await Promise.all(
      ["images", "selections", "masks"].map((name) =>
        readRows(join(folder, `${name}.csv`))
      ),
    );
    const runs = await readArray(join(folder, "runs.npy"));
    return new Raters(
      { images: images!, selections: selections!, masks: masks! },
      new Uint32Array(runs.bytes),
    );
  }

  gold(image: string): string {
    return this.#tables.images.find((row) => row.image === image)!.diagnosis!;
  }

  who(image: string): string[] {
    const own = this.#tables.selections.filter((row) => row.image === image);
    const names = new Set(own.map(({ rater }) => rater!));
    return [...names].filter((name) => {
      if (!FIRST_ROUND.test(name)) return false;
      const [first] = own
        .filter(({ rater, term }) =>
          rater === name && [...DIAGNOSES, "Other-disease"].includes(term!)
        )
        .sort((a, b) => Number(a.position) - Number(b.position));
      return first !== undefined && first.term !== "Other-disease";
    });
  }

  outlines(image: string, characteristic: string): number {
    return this.#masks(image, characteristic).length;
  }

  /** What share of the raters outlined each pixel. */
  share(image: string, characteristic: string): Float64Array {
    const votes = new Float64Array(SIDE * SIDE);
    for (const row of this.#masks(image, characteristic)) {
      const [width, height] = [Number(row.width), Number(row.height)];
      const drawn = new Uint8Array(width * height);
      const start = 2 * Number(row.first_run);
      for (let i = start; i < start + 2 * Number(row.runs); i += 2) {
        drawn.fill(1, this.#runs[i], this.#runs[i + 1]);
      }
      for (let pixel = 0; pixel < votes.length; pixel++) {
        const x = nearest(pixel % SIDE, width);
        const y = nearest(Math.floor(pixel / SIDE), height);
        votes[pixel]! += drawn[y * width + x]!;
      }
    }
    const raters = this.who(image).length;
    return votes.map((count) => count === 0 ? 0 : count / raters);
  }

  #masks(image: string, characteristic: string): Row[] {
    const raters = this.who(image);
    return this.#tables.masks.filter((row) =>
      row.image === image && row.characteristic === characteristic &&
      raters.includes(row.rater!)
    );
  }
}

async function readRows(path: string): Promise<Row[]> {
  const text = await Deno.readTextFile(path);
  if (text.includes('"')) throw new Error(`${path} has quoted fields`);
  const [header, ...lines] = text.trimEnd().split("\n").map((line) =>
    line.split(",")
  );
  return lines.map((line) =>
    Object.fromEntries(header!.map((name, i) => [name, line[i]!]))
  );
}

interface Floats {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

async function readFloats(path: string): Promise<Floats> {
  const { shape, bytes } = await readArray(path);
  return { shape, data: new Float32Array(bytes) };
}

async function readArray(
  path: string,
): Promise<{ shape: number[]; bytes: ArrayBuffer }> {
  const file = await Deno.readFile(path);
  const start = 10 + file[8]! + 256 * file[9]!;
  const header = new TextDecoder("latin1").decode(file.subarray(10, start));
  const [, sides] = /'shape': \(([^)]*)\)/.exec(header)!;
  const shape = sides!.split(",").filter((x) => x.trim() !== "").map(Number);
  return { shape, bytes: file.buffer.slice(start) };
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
