import * as z from "zod/mini";

const count = z.int().check(z.nonnegative());

/** A number for each set of evaluations; each set contains the next. */
const bySet = z.strictObject({
  "all": count,
  "undiscarded": count,
  "some-diagnosis": count,
  "one-diagnosis": count,
});

/** A group of evaluations, by image and rater. */
const listed = z.array(
  z.strictObject({ image: z.string(), rater: z.string() }),
);

/** Counts of a release for an auditor: `census.json`. */
export const censusSchema = z.strictObject({
  /** Sizes of the sets of evaluations, and of the images that have one in the set. */
  evaluations: bySet,
  images: bySet,
  /** Images of the metadata that nobody evaluated, and images evaluated but not in them. */
  images_without_evaluation: z.array(z.string()),
  images_without_metadata: z.array(z.string()),
  /** Evaluations of each rater, by set. */
  raters: z.array(z.strictObject({ rater: z.string(), evaluations: bySet })),
  /** How many images have a number of evaluations in a set; 0 is not listed. */
  evaluations_per_image: z.array(
    z.strictObject({ evaluations: count, images: bySet }),
  ),
  discarded: z.strictObject({
    total: count,
    /** By all the discard options chosen, joined with " and "; the groups are disjoint. */
    by_options: z.array(
      z.strictObject({ options: z.string(), evaluations: count }),
    ),
    /** Discarded evaluations that have a diagnosis all the same. */
    with_diagnosis: count,
  }),
  /** Evaluations with neither a diagnosis nor a discard option. */
  neither: z.strictObject({
    total: count,
    /** Of these, evaluations without any annotation. */
    empty: count,
    list: listed,
  }),
  /** Evaluations with two diagnoses or more, in the order of their files. */
  several_diagnoses: z.array(z.strictObject({
    image: z.string(),
    rater: z.string(),
    diagnoses: z.array(z.string()),
    discarded: z.boolean(),
  })),
  terms: z.array(z.strictObject({
    term: z.string(),
    kind: z.string(),
    evaluations: count,
  })),
  attributes: z.array(
    z.strictObject({ attribute: z.string(), selections: count }),
  ),
  masks: z.strictObject({
    /** Outlined annotations. */
    instances: count,
    /** Evaluations with at least one of them. */
    evaluations: count,
    /** Outlines of one evaluation and characteristic, all instances together. */
    total: count,
    /** Of these, on images with an evaluation of one diagnosis. */
    on_kept_images: count,
    /** Of these, by an evaluation of one diagnosis. */
    valid: count,
    by_characteristic: z.array(z.strictObject({
      characteristic: z.string(),
      total: count,
      on_kept_images: count,
      valid: count,
    })),
  }),
});

/** Counts of a release for an auditor: `census.json`. */
export type Census = z.infer<typeof censusSchema>;
