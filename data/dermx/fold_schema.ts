import * as z from "zod/mini";
import type { Schema } from "../schema.ts";
import { DIAGNOSES } from "./ontology.ts";

/** The columns of a fold's list; the first, without a name, counts the metadata's rows. */
export const FOLD_COLUMNS = [
  "",
  "original_filename",
  "dataset",
  "diagnosis",
  "current_filename",
  "patient_id",
] as const;

/** What is read of a row of a fold's list. */
export interface FoldRow {
  /** The gold standard. */
  readonly diagnosis: (typeof DIAGNOSES)[number];
  /** As `metadata.csv` has it; without its extension, the image's id. */
  readonly current_filename: string;
  /** A number that stands for a person. */
  readonly patient_id: string;
}

const nonEmpty = z.string().check(z.minLength(1, "expected a name"));

/** Checks a {@link FoldRow}. */
export const foldRowSchema: Schema<FoldRow> = z.object({
  diagnosis: z.enum(DIAGNOSES),
  current_filename: nonEmpty,
  patient_id: nonEmpty,
});
