import * as z from "zod/mini";

const summarySchema = z.strictObject({
  mean: z.number(),
  /** Divided by the number of runs. */
  std_population: z.number(),
  /** Divided by the number of runs less one. */
  std_sample: z.number(),
});

/** What `evidence.json` says about the printed confusion matrices; accuracies in [0, 1]. */
export const evidenceSchema = z.strictObject({
  /** Samples in each matrix. */
  images: z.int(),
  /** For each index: which class its row and its column stand for. */
  classes: z.array(
    z.strictObject({ actual: z.string(), predicted: z.string() }),
  ),
  models: z.array(z.strictObject({
    id: z.string(),
    name: z.string(),
    /** The table that prints the model's performance. */
    table: z.string(),
    runs: z.int(),
    /** Accuracies of the runs in the matrices' order, rows and columns paired by index. */
    published: z.strictObject({
      accuracies: z.array(z.number()),
      ...summarySchema.shape,
    }),
    /** The same with rows and columns paired by class. */
    corrected: z.strictObject({
      accuracies: z.array(z.number()),
      ...summarySchema.shape,
    }),
    /** Accuracies that the notebooks print themselves, over their own number of images. */
    printed: z.strictObject({
      images: z.int(),
      accuracies: z.array(z.number()),
      ...summarySchema.shape,
    }),
    /** Of the samples of each class, over all runs, how many fall in which column. */
    hits: z.array(z.strictObject({
      actual: z.string(),
      samples: z.int(),
      /** In the column of the same index. */
      same_index: z.int(),
      /** In the column of the same class. */
      same_class: z.int(),
    })),
  })),
});

/** What `evidence.json` says about the printed confusion matrices. */
export type Evidence = z.infer<typeof evidenceSchema>;
