import * as z from "zod/mini";

const count = z.int().check(z.nonnegative());
const share = z.number().check(z.gte(0), z.lte(1));

/** What stands behind the tables of agreement: `agreement_details.json`. */
export const agreementDetailsSchema = z.strictObject({
  /** Each rater's judgement of each diagnosis behind Table 2a; an undefined rate is `null`. */
  gold: z.array(z.strictObject({
    rater: z.string(),
    diagnosis: z.string(),
    tp: count,
    fp: count,
    fn: count,
    tn: count,
    f1: z.nullable(share),
    sensitivity: z.nullable(share),
    specificity: z.nullable(share),
  })),
  /** How often each rater names the gold diagnosis, behind `rater_accuracy_range`. */
  raters: z.array(z.strictObject({
    rater: z.string(),
    evaluations: count,
    accuracy: share,
  })),
  /** How far each two raters agree on the diagnosis, behind `pairwise_f1_range`. */
  pairs: z.array(z.strictObject({
    raters: z.readonly(z.tuple([z.string(), z.string()])),
    images: count,
    accuracy: share,
    macro_f1: share,
  })),
  /** The comparisons of outlines behind Table 3b, and among them those where both raters drew. */
  localisation: z.array(z.strictObject({
    characteristic: z.string(),
    pairs: count,
    drawn_by_both: z.strictObject({
      pairs: count,
      dice: z.nullable(share),
      iou: z.nullable(share),
    }),
  })),
});

/** What stands behind the tables of agreement: `agreement_details.json`. */
export type AgreementDetails = z.infer<typeof agreementDetailsSchema>;
