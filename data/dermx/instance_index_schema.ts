import * as z from "zod/mini";
import type { Schema } from "../schema.ts";

/** The columns of `instance_mask_annotations.csv`. */
export const INSTANCE_INDEX_COLUMNS = [
  "image_id",
  "mask_id",
  "class_name",
] as const;

/** One row of `instance_mask_annotations.csv`: an instance and its class. */
export interface InstanceIndexRow {
  /** `RATER_IMAGE`, where the image's id may itself end in `_2`. */
  readonly image_id: string;
  /** `RATER_IMAGE_NNNNN`, the stem of the mask's file. */
  readonly mask_id: string;
  /** The class, as the ontology names it. */
  readonly class_name: string;
}

/** Checks an {@link InstanceIndexRow}. */
export const instanceIndexRowSchema: Schema<InstanceIndexRow> = z
  .strictObject({
    image_id: z.string().check(z.regex(/^[^_]+_./, 'expected "RATER_IMAGE"')),
    mask_id: z.string().check(
      z.regex(/_[0-9]+$/, "expected a number after the last underscore"),
    ),
    class_name: z.string().check(z.minLength(1, "expected a class")),
  }).check(z.refine(
    ({ image_id, mask_id }) =>
      mask_id.slice(0, mask_id.lastIndexOf("_")) === image_id,
    'expected "mask_id" to be "image_id" and a number',
  ));
