import * as z from "zod/mini";
import type { Schema } from "../schema.ts";
import { type Claim, CLAIM_ROUTES, CLAIM_STATUSES } from "./claim.ts";

/** Checks a {@link Claim}: an entry of `ledger.json`. */
export const claimSchema: Schema<Claim> = z.strictObject({
  id: z.string(),
  source: z.string(),
  table: z.string(),
  row: z.string(),
  column: z.string(),
  statistic: z.string(),
  printed: z.number(),
  decimals: z.int(),
  computed: z.nullable(z.number()),
  tolerance: z.exactOptional(z.number()),
  status: z.enum(CLAIM_STATUSES),
  route: z.nullable(z.enum(CLAIM_ROUTES)),
  artifact: z.nullable(z.string()),
  blocked_by: z.exactOptional(
    z.strictObject({ id: z.string(), missing: z.string(), supply: z.string() }),
  ),
});
