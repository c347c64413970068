import type { ImageRow } from "../evaluations/read_images.ts";
import {
  OPPONENTS,
  type RaterLocalisationRow,
} from "../localisation/score_rows.ts";
import type { LabelBook } from "./label_book.ts";
import type { MeasuresParams } from "./params.ts";
import type { IdentificationSample, LocalisationSample } from "./samples.ts";
import type { Subject } from "./subject.ts";

/** Whom raters are compared with; see {@link OPPONENTS}. */
type Opponents = (typeof OPPONENTS)[number];

/** What {@link raterSubjects} goes by. */
export interface RaterSources {
  /** The study's. */
  readonly params: Pick<MeasuresParams, "raters" | "characteristics">;
  /** What the metadata say of images, by id; raters are judged on these. */
  readonly images: ReadonlyMap<string, ImageRow>;
  /** Which characteristics images have. */
  readonly book: LabelBook;
  /** How their outlines compare with each other's. */
  readonly rows: readonly RaterLocalisationRow[];
}

const AGAINST: Readonly<Record<Opponents, string>> = {
  others: "against the others",
  all: "against all, themselves included",
};

/**
 * Raters as if each were a network: what one outlined against what the others did,
 * and against what all did, the rater among them. An evaluation that the labels, or
 * the reference, do not keep is not judged either.
 */
export function raterSubjects(sources: RaterSources): Subject[] {
  const { raters } = sources.params;
  return OPPONENTS.map((against) => {
    // Most choices share their labels.
    const known = new Map<string, IdentificationSample[][]>();
    const localised = byReference(against, sources);
    return {
      id: against === "others" ? raters.id : `${raters.id}_${against}`,
      name: `${raters.name}, ${AGAINST[against]}`,
      kind: "raters",
      groups: raters.people.map(([judged]) => judged!),
      identification: (labels) =>
        known.getOrInsertComputed(
          labels,
          () =>
            raters.people.map((names) =>
              identified(names, { labels, against, sources })
            ),
        ),
      localisation: ({ reference }) => localised.get(reference),
    };
  });
}

function identified(
  names: readonly string[],
  { labels, against, sources: { book, images } }: {
    readonly labels: string;
    readonly against: Opponents;
    readonly sources: RaterSources;
  },
): IdentificationSample[] {
  const reference = against === "all"
    ? book.of(labels)
    : book.labelsBy(labels, (rater) => !names.includes(rater));
  return [...book.outlinedBy(labels, names[0]!).values()]
    .filter(({ image }) => images.has(image))
    .map(({ image, present: found }) => {
      const { kept = 0, present = found.map(() => false) } =
        reference.get(image) ?? {};
      return { found, present, kept };
    });
}

/** How raters' outlines compare with a reference, by its id and then by rater. */
function byReference(
  against: Opponents,
  { rows, params: { raters, characteristics }, images }: RaterSources,
): ReadonlyMap<string, LocalisationSample[][]> {
  const places = new Map(raters.people.map(([judged], i) => [judged!, i]));
  const samples = new Map<string, LocalisationSample[][]>();
  for (const row of rows) {
    const place = places.get(row.rater);
    const characteristic = characteristics.indexOf(row.characteristic);
    if (
      row.against !== against || place === undefined ||
      characteristic === -1 || !images.has(row.image)
    ) continue;
    const groups = samples.getOrInsertComputed(
      row.reference,
      () => raters.people.map(() => []),
    );
    const { image, valid, overlap, mapArea, referenceArea } = row;
    groups[place]!.push({
      image,
      characteristic,
      // An outline that vanished when it was resized is none, though `drew` counts it:
      // nothing of it can be compared.
      found: mapArea > 0,
      valid,
      overlap,
      mapArea,
      referenceArea,
    });
  }
  return samples;
}
