import * as z from "zod/mini";
import {
  type NormalisationName,
  NORMALISATIONS,
} from "../../../data/image/normalisation.ts";
import type { Schema } from "../../../data/schema.ts";
import type { InputFormat } from "./input_format.ts";
import { RESIZE_FILTERS } from "./resize_filter.ts";

const side = z.int().check(z.positive("expected a whole number above 0"));

/** Checks an {@link InputFormat}. */
export const inputFormatSchema: Schema<InputFormat> = z.strictObject({
  size: z.tuple([side, side]),
  resize: z.enum(RESIZE_FILTERS),
  preprocess: z.optional(
    z.enum(Object.keys(NORMALISATIONS) as NormalisationName[]),
  ),
});
