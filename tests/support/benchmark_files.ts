import { join } from "node:path";
import { writeCsv } from "../../data/csv.ts";
import { TABLE_COLUMNS } from "../../data/dermx/tables.ts";
import { writeNpy } from "../../data/npy.ts";
import {
  EXPLANATION_MEASURES,
  type ExplanationMeasure,
} from "../../pipeline/metrics/explanation_scores.ts";
import {
  RATER_SCORE_COLUMNS,
  SCORE_COLUMNS,
} from "../../pipeline/stages/scores/score_columns.ts";

/** Scores by measure; `null` for an undefined one, and 0.5 where nothing is said. */
export type SomeScores = Readonly<
  Partial<Record<ExplanationMeasure, number | null>>
>;

/** An image with its evaluations. */
export interface SomeImage {
  readonly image: string;
  readonly diagnosis: string;
  /** The terms that each rater selects, by rater; one diagnosis makes a kept evaluation. */
  readonly raters: Readonly<Record<string, readonly string[]>>;
}

/** A score of a network's map. */
export interface SomeScore {
  readonly image: string;
  readonly target: string;
  readonly rater: string;
  readonly characteristic: string;
  readonly scores: SomeScores;
}

/** A score of a rater's outlines. */
export interface SomeRaterScore extends Omit<SomeScore, "target"> {
  readonly reference: string;
  readonly explanation: "union" | "characteristic";
}

/** A part of a network's outputs: each image's logits. */
export type SomeLogits = Readonly<Record<string, readonly number[]>>;

/** The terms of the first release that are reasons to discard. */
const DISCARDS = ["Other-disease", "Low-quality"];

/** Writes files as the stages before `benchmark` do; each method returns the path. */
export class BenchmarkFiles {
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `images.csv`, `evaluations.csv` and `selections.csv` of images of 4 x 3 pixels. */
  async ingested(
    images: readonly SomeImage[],
  ): Promise<Record<"images" | "evaluations" | "selections", string>> {
    const files = {
      images: this.#path("images.csv"),
      evaluations: this.#path("evaluations.csv"),
      selections: this.#path("selections.csv"),
    };
    const evaluations = images.flatMap(({ image, raters }) =>
      Object.entries(raters).map(([rater, terms]) => ({ image, rater, terms }))
    );
    await writeCsv(files.images, {
      columns: TABLE_COLUMNS.images,
      rows: images.map(({ image, diagnosis }) => ({
        image,
        file: `${image}.jpeg`,
        original_file: `${image}.jpeg`,
        dataset: "SD-260",
        diagnosis,
        skin_tone: "light",
        age: "adult",
      })),
    });
    await writeCsv(files.evaluations, {
      columns: TABLE_COLUMNS.evaluations,
      rows: evaluations.map(({ image, rater, terms }) => ({
        image,
        rater,
        width: 4,
        height: 3,
        dataset: "",
        annotations: terms.length,
        paths: 0,
        vertices: 0,
      })),
    });
    await writeCsv(files.selections, {
      columns: TABLE_COLUMNS.selections,
      rows: evaluations.flatMap(({ image, rater, terms }) =>
        terms.map((term, position) => ({
          image,
          rater,
          term,
          kind: DISCARDS.includes(term) ? "discard" : "diagnosis",
          position,
          instances: 0,
          attributes: "",
        }))
      ),
    });
    return files;
  }

  /** `logits.npy` and `ids.json`, a part each. */
  async predictions(
    parts: readonly SomeLogits[],
  ): Promise<{ logits: string[]; ids: string[] }> {
    const files = { logits: [] as string[], ids: [] as string[] };
    for (const part of parts) {
      const rows = Object.values(part);
      const logits = this.#path("logits.npy");
      await writeNpy(logits, {
        shape: [rows.length, rows[0]?.length ?? 6],
        data: Float32Array.from(rows.flat()),
      });
      files.logits.push(logits);
      files.ids.push(await this.json(Object.keys(part)));
    }
    return files;
  }

  /** `scores.csv` of a network. */
  async scores(rows: readonly SomeScore[]): Promise<string> {
    const path = this.#path("scores.csv");
    await writeCsv(path, {
      columns: SCORE_COLUMNS,
      rows: rows.map(({ scores, ...row }) => ({
        class: 0,
        ...row,
        ...fields(scores),
      })),
    });
    return path;
  }

  /** `scores.csv` of raters. */
  async raterScores(rows: readonly SomeRaterScore[]): Promise<string> {
    const path = this.#path("rater_scores.csv");
    await writeCsv(path, {
      columns: RATER_SCORE_COLUMNS,
      rows: rows.map(({ scores, ...row }) => ({ ...row, ...fields(scores) })),
    });
    return path;
  }

  /** Any file of JSON, such as `split.json`. */
  async json(value: unknown): Promise<string> {
    const path = this.#path("some.json");
    await Deno.writeTextFile(path, JSON.stringify(value));
    return path;
  }

  /** Any table, from its lines. */
  async lines(...lines: readonly string[]): Promise<string> {
    const path = this.#path("some.csv");
    await Deno.writeTextFile(path, `${lines.join("\n")}\n`);
    return path;
  }

  #path(name: string): string {
    return join(this.#folder, `${this.#count++}_${name}`);
  }
}

function fields(
  scores: SomeScores,
): Record<ExplanationMeasure, number | string> {
  const entries = EXPLANATION_MEASURES.map((measure) => {
    const value = scores[measure];
    return [measure, value === undefined ? 0.5 : value ?? ""];
  });
  return Object.fromEntries(entries);
}
