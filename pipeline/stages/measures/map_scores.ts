import type { MapForm } from "../localisation/map_form.ts";
import {
  type LocalisationRow,
  readLocalisation,
} from "../localisation/score_rows.ts";
import type { LocalisationSample } from "./samples.ts";

/** Which of the compared maps and references are meant. */
export interface MapReading {
  /** The id of the reference. */
  readonly reference: string;
  /** The form of the maps. */
  readonly map: MapForm;
}

/** What {@link MapScores.read} expects of a file. */
export interface MapScoresOptions {
  /** The images of the fold. */
  readonly images: readonly string[];
  /** What the maps explain. */
  readonly characteristics: readonly string[];
  /** Which of them are found, a row an image; all of them unless given. */
  readonly found?: readonly (readonly boolean[])[] | undefined;
}

/** The scores of a reading, by image and characteristic; -1 where there is none yet. */
interface Scores {
  readonly valid: Int32Array;
  readonly overlap: Float64Array;
  readonly mapArea: Float64Array;
  readonly referenceArea: Float64Array;
}

/**
 * How the maps of one fold compare with references, by reading. There are many rows, of
 * which a measure takes those of one reading at a time: numbers alone are kept.
 */
export class MapScores {
  readonly #path: string;
  readonly #options: MapScoresOptions;
  readonly #scores: ReadonlyMap<string, Scores>;

  private constructor(
    path: string,
    { options, scores }: {
      readonly options: MapScoresOptions;
      readonly scores: ReadonlyMap<string, Scores>;
    },
  ) {
    this.#path = path;
    this.#options = options;
    this.#scores = scores;
  }

  /**
   * Reads what the stage `localisation` wrote of a fold.
   *
   * @throws {SyntaxError | TypeError} If the file is not such a table.
   * @throws {RangeError} If a reading has not one row for each image and characteristic.
   */
  static async read(
    path: string,
    options: MapScoresOptions,
  ): Promise<MapScores> {
    const { images, characteristics } = options;
    const rows = new Map(images.map((image, i) => [image, i]));
    const columns = new Map(characteristics.map((name, k) => [name, k]));
    const scores = new Map<string, Scores>();
    for (const row of await readLocalisation(path)) {
      const i = rows.get(row.image);
      const k = columns.get(row.characteristic);
      if (i === undefined) {
        throw new RangeError(
          `Cannot use "${path}": it has scores of "${row.image}", which is no image of its fold: supply ids and scores of one run, in the same order of folds`,
        );
      }
      if (k === undefined) {
        throw new RangeError(
          `Cannot use "${path}": it has scores of "${row.characteristic}", which the study does not know: compare the maps of the study's characteristics`,
        );
      }
      const own = scores.getOrInsertComputed(
        keyOf(row),
        () => noScores(images.length * characteristics.length),
      );
      const place = i * characteristics.length + k;
      if (own.valid[place] !== -1) {
        throw new RangeError(
          `Cannot use "${path}": for ${
            keyOf(row)
          } it has two rows of "${row.characteristic}" of "${row.image}": run the stage "localisation" again`,
        );
      }
      own.valid[place] = row.valid;
      own.overlap[place] = row.overlap;
      own.mapArea[place] = row.mapArea;
      own.referenceArea[place] = row.referenceArea;
    }
    for (const [key, own] of scores) {
      const place = own.valid.indexOf(-1);
      if (place === -1) continue;
      const image = images[Math.floor(place / characteristics.length)];
      throw new RangeError(
        `Cannot use "${path}": for ${key} it has no row of "${
          characteristics[place % characteristics.length]
        }" of "${image}": supply ids and scores of one run, in the same order of folds`,
      );
    }
    return new MapScores(path, { options, scores });
  }

  /**
   * The samples of one reading, by image and characteristic.
   *
   * @throws {RangeError} If the file does not have it.
   */
  of(reading: MapReading): readonly LocalisationSample[] {
    const { images, characteristics, found } = this.#options;
    const scores = this.#scores.get(keyOf(reading));
    if (scores === undefined) {
      const known = [...this.#scores.keys()].join("; ") || "no rows";
      throw new RangeError(
        `Cannot find ${
          keyOf(reading)
        } in "${this.#path}": it has ${known}: name one of these in the study's choices, or add it to the references and forms of "localisation"`,
      );
    }
    return images.flatMap((image, i) =>
      characteristics.map((_, characteristic) => {
        const place = i * characteristics.length + characteristic;
        return {
          image,
          characteristic,
          found: found?.[i]?.[characteristic] ?? true,
          valid: scores.valid[place]!,
          overlap: scores.overlap[place]!,
          mapArea: scores.mapArea[place]!,
          referenceArea: scores.referenceArea[place]!,
        };
      })
    );
  }
}

function noScores(places: number): Scores {
  return {
    valid: new Int32Array(places).fill(-1),
    overlap: new Float64Array(places),
    mapArea: new Float64Array(places),
    referenceArea: new Float64Array(places),
  };
}

function keyOf({ reference, map }: MapReading | LocalisationRow): string {
  return `reference "${reference}" and map "${map}"`;
}
