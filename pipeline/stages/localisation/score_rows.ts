import { type CsvRow, readCsv } from "../../../data/csv.ts";
import { wholeNumber } from "../evaluations/whole_number.ts";
import { MAP_FORMS, type MapForm } from "./map_form.ts";

/** The columns that say how far an explanation and a reference overlap. */
export const OVERLAP_COLUMNS = [
  "drew",
  "valid",
  "overlap",
  "map_area",
  "reference_area",
  "pixels",
] as const;

/** The columns of a network's `scores.csv`. */
export const LOCALISATION_COLUMNS = [
  "image",
  "characteristic",
  "reference",
  "map",
  ...OVERLAP_COLUMNS,
] as const;

/** The columns of the raters' `rater_scores.csv`. */
export const RATER_LOCALISATION_COLUMNS = [
  "image",
  "rater",
  "characteristic",
  "reference",
  "against",
  ...OVERLAP_COLUMNS,
] as const;

/**
 * Whose outlines a rater's is compared with: the `others`' of the image, or `all` of
 * them, the rater's own among them.
 */
export const OPPONENTS = ["others", "all"] as const;

/** How far an explanation and a reference overlap, summed over an image's pixels. */
export interface FuzzyOverlap {
  /** Evaluations that count and outline the characteristic. */
  readonly drew: number;
  /** Evaluations of the image that count. */
  readonly valid: number;
  /** Σ min(map, reference). */
  readonly overlap: number;
  /** Σ map. */
  readonly mapArea: number;
  /** Σ reference; 0 where the reading leaves no pixel. */
  readonly referenceArea: number;
  /** Pixels of the image. */
  readonly pixels: number;
}

/** A map of a network beside what raters outlined. */
export interface LocalisationRow extends FuzzyOverlap {
  /** The image. */
  readonly image: string;
  /** What the map explains, and the raters outlined. */
  readonly characteristic: string;
  /** The id of the reference. */
  readonly reference: string;
  /** The form of the map. */
  readonly map: MapForm;
}

/** A rater's outline, as a map of 0 and 1, beside what several raters outlined. */
export interface RaterLocalisationRow extends FuzzyOverlap {
  /** The image. */
  readonly image: string;
  /** Whose outline stands for the map. */
  readonly rater: string;
  /** What is outlined. */
  readonly characteristic: string;
  /** The id of the reference. */
  readonly reference: string;
  /** Whose outlines make the reference. */
  readonly against: (typeof OPPONENTS)[number];
}

/**
 * Reads what the stage `localisation` writes of one part.
 *
 * @throws {SyntaxError} If a field is not what its column promises.
 * @throws {TypeError} If the columns are other ones.
 */
export async function readLocalisation(
  path: string,
): Promise<LocalisationRow[]> {
  const rows = await readCsv(path, { columns: LOCALISATION_COLUMNS });
  return rows.map(({ image, characteristic, reference, map, ...sums }) => {
    const place = `"${path}", "${characteristic}" of "${image}"`;
    return {
      image,
      characteristic,
      reference,
      map: oneOf(MAP_FORMS, map, `${place}, map`),
      ...overlapOf(sums, place),
    };
  });
}

/**
 * Reads what the stage `rater_localisation` writes.
 *
 * @throws {SyntaxError} If a field is not what its column promises.
 * @throws {TypeError} If the columns are other ones.
 */
export async function readRaterLocalisation(
  path: string,
): Promise<RaterLocalisationRow[]> {
  const rows = await readCsv(path, { columns: RATER_LOCALISATION_COLUMNS });
  return rows.map((
    { image, rater, characteristic, reference, against, ...sums },
  ) => {
    const place = `"${path}", "${characteristic}" of "${image}" by "${rater}"`;
    return {
      image,
      rater,
      characteristic,
      reference,
      against: oneOf(OPPONENTS, against, `${place}, against`),
      ...overlapOf(sums, place),
    };
  });
}

/** The columns of an overlap, as they are written. */
export function overlapFields(
  overlap: FuzzyOverlap,
): Record<(typeof OVERLAP_COLUMNS)[number], number> {
  return {
    drew: overlap.drew,
    valid: overlap.valid,
    overlap: overlap.overlap,
    map_area: overlap.mapArea,
    reference_area: overlap.referenceArea,
    pixels: overlap.pixels,
  };
}

function overlapOf(
  row: CsvRow<(typeof OVERLAP_COLUMNS)[number]>,
  place: string,
): FuzzyOverlap {
  return {
    drew: wholeNumber(row.drew, `${place}, drew`),
    valid: wholeNumber(row.valid, `${place}, valid`),
    overlap: sum(row.overlap, `${place}, overlap`),
    mapArea: sum(row.map_area, `${place}, map_area`),
    referenceArea: sum(row.reference_area, `${place}, reference_area`),
    pixels: wholeNumber(row.pixels, `${place}, pixels`),
  };
}

function sum(field: string, place: string): number {
  const value = field === "" ? NaN : Number(field);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new SyntaxError(
    `Cannot read ${place}: "${field}" is not a sum from 0 on: run the stage that wrote the table again`,
  );
}

function oneOf<Name extends string>(
  names: readonly Name[],
  field: string,
  place: string,
): Name {
  const name = names.find((name) => name === field);
  if (name !== undefined) return name;
  throw new SyntaxError(
    `Cannot read ${place}: "${field}" is unknown: use one of ${
      names.join(", ")
    }`,
  );
}
