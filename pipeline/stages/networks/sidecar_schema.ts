import * as z from "zod/mini";
import {
  type NormalisationName,
  NORMALISATIONS,
} from "../../../data/image/normalisation.ts";
import type { Schema } from "../../../data/schema.ts";
import { RESIZE_FILTERS } from "./resize_filter.ts";
import type { Sidecar } from "./sidecar.ts";

const side = z.int().check(z.positive("expected a whole number above 0"));

/** Checks a {@link Sidecar}. */
export const sidecarSchema: Schema<Sidecar> = z.strictObject({
  preprocess: z.optional(
    z.enum(Object.keys(NORMALISATIONS) as NormalisationName[]),
  ),
  resize: z.optional(z.enum(RESIZE_FILTERS)),
  size: z.optional(z.tuple([side, side])),
  labels: z.optional(z.array(z.string())),
  scores: z.optional(z.string()),
  diagnoses: z.optional(
    z.strictObject({ output: z.string(), labels: z.array(z.string()) }),
  ),
  layer: z.optional(z.string()),
  provenance: z.optional(z.string()),
});
