import type { Evaluation } from "../evaluations/evaluation.ts";
import { evaluationsInScope } from "../evaluations/evaluation_scope.ts";
import { keepEvaluations } from "../evaluations/keep_evaluations.ts";
import type { ImageRow } from "../evaluations/read_images.ts";
import type { ImageLabels } from "../labels/image_labels.ts";
import { labelImages } from "../labels/label_images.ts";
import type { LabelReading, MeasuresParams } from "./params.ts";

/** Which characteristics each image has, by image. */
export type LabelsByImage = ReadonlyMap<string, ImageLabels>;

type OutlinedByRater = ReadonlyMap<string, LabelsByImage>;

/** What {@link LabelBook} looks things up in. */
export interface LabelSources {
  /** What raters said. */
  readonly evaluations: readonly Evaluation[];
  /** What the metadata say of images, by id. */
  readonly images: ReadonlyMap<string, ImageRow>;
  /** The labels that there are. */
  readonly params: Pick<MeasuresParams, "labels" | "characteristics">;
}

/** Which characteristics images have, by each of the study's labels. */
export class LabelBook {
  readonly #sources: LabelSources;
  readonly #outlined = new Map<string, OutlinedByRater>();
  readonly #labels = new Map<string, LabelsByImage>();

  /** Nothing is labelled before it is asked for. */
  constructor(sources: LabelSources) {
    this.#sources = sources;
  }

  /**
   * The labels that all raters together make. An image that is missing has none: no
   * evaluation of it counts.
   *
   * @throws {RangeError} If the study has no such labels.
   */
  of(id: string): LabelsByImage {
    return this.#labels.getOrInsertComputed(
      id,
      () => this.labelsBy(id, () => true),
    );
  }

  /**
   * The labels that only some of the raters make.
   *
   * @param counts Whether a rater is one of them.
   * @throws {RangeError} If the study has no such labels.
   */
  labelsBy(id: string, counts: (rater: string) => boolean): LabelsByImage {
    const { least } = this.#reading(id);
    const votes = new Map<string, { kept: number; drew: number[] }>();
    for (const [rater, labels] of this.#outlinedFor(id)) {
      if (!counts(rater)) continue;
      for (const { image, present } of labels.values()) {
        const own = votes.getOrInsertComputed(
          image,
          () => ({ kept: 0, drew: present.map(() => 0) }),
        );
        own.kept++;
        present.forEach((isThere, k) => own.drew[k]! += Number(isThere));
      }
    }
    return new Map(
      [...votes].map(([image, { kept, drew }]) => [
        image,
        { image, kept, present: drew.map((raters) => raters >= least) },
      ]),
    );
  }

  /**
   * What one rater outlined, where the evaluation counts.
   *
   * @throws {RangeError} If the study has no such labels.
   */
  outlinedBy(id: string, rater: string): LabelsByImage {
    return this.#outlinedFor(id).get(rater) ?? new Map();
  }

  /** A rater evaluates an image once, so that each is one vote. */
  #outlinedFor(id: string): OutlinedByRater {
    return this.#outlined.getOrInsertComputed(id, () => {
      const { evaluations, images, params: { characteristics } } =
        this.#sources;
      const { scope, rule } = this.#reading(id);
      const kept = keepEvaluations(
        evaluationsInScope(evaluations, { scope, described: images }),
        { rule, images },
      );
      const options = {
        rule: "all",
        least: 1,
        images,
        characteristics,
      } as const;
      return new Map(
        [...Map.groupBy(kept, ({ rater }) => rater)].map(([rater, own]) => [
          rater,
          new Map(
            labelImages(own, options).map((labels) => [labels.image, labels]),
          ),
        ]),
      );
    });
  }

  #reading(id: string): LabelReading {
    const { labels } = this.#sources.params;
    const reading = labels.find((reading) => reading.id === id);
    if (reading !== undefined) return reading;
    throw new RangeError(
      `Cannot label images by "${id}": the study has ${
        labels.map((reading) => `"${reading.id}"`).join(", ") || "no labels"
      }: name one of these in its choices, or add it to "labels"`,
    );
  }
}
