import type { Evaluation } from "../evaluations/evaluation.ts";
import {
  type EvaluationSet,
  selectEvaluations,
} from "../evaluations/evaluation_set.ts";

/** Finds evaluations by image and rater, and by the sets that they belong to. */
export class EvaluationIndex {
  readonly #all: readonly Evaluation[];
  readonly #byName: ReadonlyMap<string, Evaluation>;
  readonly #sets = new Map<EvaluationSet, ReadonlySet<Evaluation>>();

  /** Indexes evaluations; no two are of one image by one rater. */
  constructor(evaluations: readonly Evaluation[]) {
    this.#all = evaluations;
    this.#byName = new Map(
      evaluations.map((evaluation) => [nameOf(evaluation), evaluation]),
    );
  }

  /** Every evaluation, in the order given. */
  get all(): readonly Evaluation[] {
    return this.#all;
  }

  /**
   * The evaluation of an image by a rater.
   *
   * @param path The file that names it, for the message.
   * @throws {RangeError} If there is none.
   */
  get(
    { image, rater }: { readonly image: string; readonly rater: string },
    path: string,
  ): Evaluation {
    const found = this.#byName.get(nameOf({ image, rater }));
    if (found !== undefined) return found;
    throw new RangeError(
      `Cannot use "${path}": it scores an outline on "${image}" by "${rater}", who has not evaluated it: supply the tables of one ingest`,
    );
  }

  /** The evaluations of a set. */
  in(set: EvaluationSet): ReadonlySet<Evaluation> {
    const known = this.#sets.get(set);
    if (known !== undefined) return known;
    const members = new Set(selectEvaluations(this.#all, set));
    this.#sets.set(set, members);
    return members;
  }
}

function nameOf(
  { image, rater }: { readonly image: string; readonly rater: string },
): string {
  return `${rater} ${image}`;
}
