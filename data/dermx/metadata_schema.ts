import * as z from "zod/mini";
import type { Schema } from "../schema.ts";
import { DIAGNOSES } from "./ontology.ts";

/** The columns of `metadata.csv`, whose separator is a semicolon. */
export const METADATA_COLUMNS = [
  "original_filename",
  "dataset",
  "diagnosis",
  "current_filename",
  "skin_tone",
  "age",
] as const;

/** One row of `metadata.csv`: an image and what is known of it. */
export interface MetadataRow {
  /** The name in the source collection; never the same as `current_filename`. */
  readonly original_filename: string;
  /** The source collection, such as `"DermNetNZ"`. */
  readonly dataset: string;
  /** The gold standard. */
  readonly diagnosis: (typeof DIAGNOSES)[number];
  /** The name in the release; without its extension, the image's id. */
  readonly current_filename: string;
  /** Of the person in the image. */
  readonly skin_tone: "light" | "medium" | "dark";
  /** Of the person in the image. */
  readonly age: "young" | "adult" | "elderly";
}

const nonEmpty = z.string().check(z.minLength(1, "expected a name"));

/** Checks a {@link MetadataRow}. */
export const metadataRowSchema: Schema<MetadataRow> = z.strictObject({
  original_filename: nonEmpty,
  dataset: nonEmpty,
  diagnosis: z.enum(DIAGNOSES),
  current_filename: nonEmpty,
  skin_tone: z.enum(["light", "medium", "dark"]),
  age: z.enum(["young", "adult", "elderly"]),
});
