import * as z from "zod/mini";

/** Something an auditor would want to know, computed from the data. */
export const findingSchema = z.strictObject({
  /** A stable name in kebab-case. */
  id: z.string(),
  /** `high` changes conclusions, `medium` changes numbers, `low` is cosmetic. */
  severity: z.enum(["high", "medium", "low"]),
  title: z.string(),
  /** One paragraph that carries the computed numbers. */
  statement: z.string(),
  evidence: z.strictObject({
    /** `<node>/<file>` of the artifact that the values were computed from. */
    artifact: z.string(),
    values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  }),
  /** Ids of the claims that the finding bears on. */
  affects: z.array(z.string()),
});

/** Something an auditor would want to know, computed from the data. */
export type Finding = z.infer<typeof findingSchema>;
