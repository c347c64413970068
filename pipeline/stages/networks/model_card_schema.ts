import * as z from "zod/mini";
import {
  type NormalisationName,
  NORMALISATIONS,
} from "../../../data/image/normalisation.ts";
import type { Schema } from "../../../data/schema.ts";
import type { ModelCard } from "./model_card.ts";
import { RESIZE_FILTERS } from "./resize_filter.ts";

const extent = z.int().check(z.positive("expected a whole number above 0"));

/** Checks a {@link ModelCard}. */
export const modelCardSchema: Schema<ModelCard> = z.strictObject({
  id: z.string(),
  size: z.tuple([extent, extent]),
  preprocess: z.enum(Object.keys(NORMALISATIONS) as NormalisationName[]),
  resize: z.enum(RESIZE_FILTERS),
  labels: z.array(z.string()),
  layout: z.enum(["NCHW", "NHWC"]),
  input: z.string(),
  batch: z.nullable(extent),
  logits: z.string(),
  diagnoses: z.optional(
    z.strictObject({ output: z.string(), labels: z.array(z.string()) }),
  ),
  cam: z.string(),
  layer: z.string(),
  layerDims: z.tuple([extent, extent, extent]),
  formula: z.enum(["closed-form", "gradient"]),
  provenance: z.optional(z.string()),
  rewritten: z.array(z.string()),
  onCpu: z.array(z.string()),
});
