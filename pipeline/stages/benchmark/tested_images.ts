import { selectEvaluations } from "../evaluations/evaluation_set.ts";
import type { Split } from "../fit/split.ts";
import type { EvaluationIndex } from "./evaluation_index.ts";
import type { BenchmarkParams } from "./params.ts";

/** What {@link TestedImages} is made from. */
export interface TestedImagesOptions {
  /** Which images count. */
  readonly rule: BenchmarkParams["images"];
  /** The diagnosis of each image. */
  readonly gold: ReadonlyMap<string, string>;
  /** Every evaluation. */
  readonly evaluations: EvaluationIndex;
}

/** The images on which each network is judged; equal sets are one object. */
export class TestedImages {
  readonly #rule: BenchmarkParams["images"];
  readonly #candidates: readonly string[];
  readonly #known = new Map<string, ReadonlySet<string>>();

  /** Finds the images that have a diagnosis and an evaluation of the rule's set. */
  constructor({ rule, gold, evaluations }: TestedImagesOptions) {
    this.#rule = rule;
    const evaluated = selectEvaluations(evaluations.all, rule.evaluations);
    const images = new Set(evaluated.map(({ image }) => image));
    this.#candidates = [...images].filter((image) => gold.has(image)).sort();
  }

  /**
   * The images that count for a network, sorted.
   *
   * @param split The path of its `split.json`, if there is one.
   * @throws {RangeError} If the test part is wanted and there is no split.
   */
  async of(
    network: string,
    split: string | undefined,
  ): Promise<ReadonlySet<string>> {
    if (this.#rule.part === "all") return this.#shared(this.#candidates);
    if (split === undefined) {
      throw new RangeError(
        `Cannot tell on which images "${network}" was fitted: supply its "split.json"`,
      );
    }
    const { test }: Split = JSON.parse(
      await Deno.readTextFile(split),
    );
    const part = new Set(test);
    return this.#shared(this.#candidates.filter((image) => part.has(image)));
  }

  #shared(images: readonly string[]): ReadonlySet<string> {
    const key = images.join("\n");
    const known = this.#known.get(key) ?? new Set(images);
    this.#known.set(key, known);
    return known;
  }
}
