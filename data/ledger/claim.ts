import * as z from "zod/mini";

/** How a claim came out; see {@link Claim}. */
export const CLAIM_STATUSES = ["exact", "close", "differs", "blocked"] as const;

/** By which route a claim's value was computed; see {@link Claim}. */
export const CLAIM_ROUTES = ["raw", "published-intermediate", "model"] as const;

/** One number that a paper prints, and what came of recomputing it. */
export const claimSchema = z.strictObject({
  /** `<table>/<row>/<column>_<statistic>`; without `<column>_` where the column is empty. */
  id: z.string(),
  /** The paper that prints the number: `"dataset-paper"` or `"framework-paper"`. */
  source: z.string(),
  table: z.string(),
  row: z.string(),
  column: z.string(),
  statistic: z.string(),
  /** The number as printed, for example `0.9` for "0.90" with two `decimals`. */
  printed: z.number(),
  decimals: z.int(),
  /** Full precision; `null` when blocked. */
  computed: z.nullable(z.number()),
  /** The largest absolute difference that still counts as `close`; absent: none does. */
  tolerance: z.optional(z.number()),
  status: z.enum(CLAIM_STATUSES),
  /** `null` when blocked. */
  route: z.nullable(z.enum(CLAIM_ROUTES)),
  /** `<node>/<file>` of the artifact that holds the computed value; `null` when blocked. */
  artifact: z.nullable(z.string()),
  /** Present when blocked: what is missing, and how to supply it. */
  blocked_by: z.optional(
    z.strictObject({ id: z.string(), missing: z.string(), supply: z.string() }),
  ),
});

/** One number that a paper prints, and what came of recomputing it. */
export type Claim = z.infer<typeof claimSchema>;
