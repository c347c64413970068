import { join } from "node:path";
import { writeCsv } from "../../data/csv.ts";
import { writeNpy } from "../../data/npy.ts";
import { writeJson } from "../../data/write_json.ts";
import {
  LOCALISATION_COLUMNS,
  RATER_LOCALISATION_COLUMNS,
} from "../../pipeline/stages/localisation/score_rows.ts";
import type { MapReading } from "../../pipeline/stages/measures/map_scores.ts";

/** Overlap, area of the map and area of the reference. */
export type SomeAreas = readonly [number, number, number];

/** What a network makes of an image. */
export interface SomeJudgement {
  /** The scores of the diagnoses. */
  readonly diagnoses: readonly number[];
  /** The scores of the characteristics. */
  readonly logits: readonly number[];
  /** By characteristic, whatever the reading. */
  readonly maps: readonly SomeAreas[];
}

/** The test images of a fold. */
export type SomeFold = Readonly<Record<string, SomeJudgement>>;

/** What {@link MeasuresFiles} are about. */
export interface MeasuresFilesOptions {
  readonly characteristics: readonly string[];
  /** Each of the scores is written for all of them. */
  readonly readings: readonly MapReading[];
}

/** Writes files as the stages before `measures` do; each method returns paths. */
export class MeasuresFiles {
  readonly #folder: string;
  readonly #options: MeasuresFilesOptions;
  #count = 0;

  constructor(folder: string, options: MeasuresFilesOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** The four ports of a network, a part a fold. */
  async network(
    id: string,
    folds: readonly SomeFold[],
  ): Promise<Record<string, string[]>> {
    const files: Record<string, string[]> = {};
    const put = (port: string, path: string): void => {
      (files[`${port}.${id}`] ??= []).push(path);
    };
    for (const fold of folds) {
      const images = Object.keys(fold);
      const said = Object.values(fold);
      put("ids", await this.ids(images));
      for (const port of ["logits", "diagnoses"] as const) {
        const rows = said.map((each) => each[port]);
        put(port, await this.scores(rows));
      }
      put("scores", await this.maps(fold));
    }
    return files;
  }

  /** `ids.json`. */
  async ids(images: readonly string[]): Promise<string> {
    const path = this.#path("ids.json");
    await writeJson(path, images);
    return path;
  }

  /** `logits.npy` or `diagnoses.npy`. */
  async scores(rows: readonly (readonly number[])[]): Promise<string> {
    const path = this.#path("scores.npy");
    await writeNpy(path, {
      shape: [rows.length, rows[0]?.length ?? 0],
      data: Float32Array.from(rows.flat()),
    });
    return path;
  }

  /** `scores.csv` of the maps of a fold. */
  async maps(
    fold: Readonly<Record<string, Pick<SomeJudgement, "maps">>>,
  ): Promise<string> {
    const { characteristics, readings } = this.#options;
    const path = this.#path("scores.csv");
    await writeCsv(path, {
      columns: LOCALISATION_COLUMNS,
      rows: Object.entries(fold).flatMap(([image, { maps }]) =>
        maps.flatMap((areas, k) =>
          readings.map((reading) => ({
            image,
            characteristic: characteristics[k]!,
            ...reading,
            ...overlapOf(areas),
          }))
        )
      ),
    });
    return path;
  }

  /** `rater_scores.csv`, of rows such as `"r1 a Plaque others"`, by the first reading. */
  async raters(rows: Readonly<Record<string, SomeAreas>>): Promise<string> {
    const path = this.#path("rater_scores.csv");
    await writeCsv(path, {
      columns: RATER_LOCALISATION_COLUMNS,
      rows: Object.entries(rows).map(([name, areas]) => {
        const [rater = "", image = "", characteristic = "", against = ""] = name
          .split(" ");
        const { reference } = this.#options.readings[0]!;
        const place = { image, rater, characteristic, reference, against };
        return { ...place, ...overlapOf(areas) };
      }),
    });
    return path;
  }

  /** A table from its lines. */
  async lines(...lines: readonly string[]): Promise<string> {
    const path = this.#path("some.csv");
    await Deno.writeTextFile(path, `${lines.join("\n")}\n`);
    return path;
  }

  #path(name: string): string {
    return join(this.#folder, `${this.#count++}_${name}`);
  }
}

function overlapOf([overlap, map_area, reference_area]: SomeAreas) {
  const drew = Number(reference_area > 0);
  return { drew, valid: 2, overlap, map_area, reference_area, pixels: 12 };
}
