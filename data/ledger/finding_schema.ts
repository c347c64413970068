import * as z from "zod/mini";
import type { Schema } from "../schema.ts";
import { type Finding, SEVERITIES } from "./finding.ts";

/** Checks a {@link Finding}: an entry of `findings.json`. */
export const findingSchema: Schema<Finding> = z.strictObject({
  id: z.string(),
  severity: z.enum(SEVERITIES),
  title: z.string(),
  statement: z.string(),
  evidence: z.strictObject({
    artifact: z.string(),
    values: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  }),
  affects: z.array(z.string()),
});
