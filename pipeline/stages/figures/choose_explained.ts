/** An image that might show what networks look at. */
export interface Candidate {
  /** Its id. */
  readonly image: string;
  /** The class that is explained. */
  readonly diagnosis: string;
  /** It was held back from the fitting of every network. */
  readonly isTested: boolean;
  /** Every network takes it for what it is. */
  readonly isRight: boolean;
}

/** What the images have in common that were chosen from. */
export type ChosenFrom = "tested-and-right" | "tested" | "all";

/** Images to show, and what they were chosen from. */
export interface Choice<T extends Candidate> {
  /** What they have in common with the others. */
  readonly from: ChosenFrom;
  /** In the order to show them. */
  readonly chosen: readonly T[];
}

/**
 * Chooses images by rule: of those that were held back from fitting and that every
 * network diagnoses right (of the held back, or of all, if there is none), for the
 * diagnoses with the most of them, the one on which the networks' maps overlap with
 * the raters' outlines as much as is usual: the lower median.
 *
 * @param options.examples How many diagnoses are shown, one image each.
 * @param options.order The diagnoses in the order to show them.
 * @param options.overlap How well the maps of an image overlap; asked only of images
 * that may be chosen.
 */
export function chooseExplained<T extends Candidate>(
  candidates: readonly T[],
  { examples, order, overlap }: {
    readonly examples: number;
    readonly order: readonly string[];
    readonly overlap: (candidate: T) => number;
  },
): Choice<T> {
  const tested = candidates.filter(({ isTested }) => isTested);
  const right = tested.filter(({ isRight }) => isRight);
  const [from, pool]: [ChosenFrom, readonly T[]] = right.length > 0
    ? ["tested-and-right", right]
    : tested.length > 0
    ? ["tested", tested]
    : ["all", candidates];
  const rank = ({ diagnosis }: Candidate): number => order.indexOf(diagnosis);
  const shown = [...Map.groupBy(pool, ({ diagnosis }) => diagnosis).values()]
    .sort((a, b) => b.length - a.length || rank(a[0]!) - rank(b[0]!))
    .slice(0, examples);
  const chosen = shown.map((group) => {
    const ranked = group.map((candidate) => ({
      candidate,
      overlap: overlap(candidate),
    })).sort((a, b) =>
      a.overlap - b.overlap ||
      (a.candidate.image < b.candidate.image ? -1 : 1)
    );
    return ranked[(ranked.length - 1) >> 1]!.candidate;
  });
  return { from, chosen: chosen.sort((a, b) => rank(a) - rank(b)) };
}
