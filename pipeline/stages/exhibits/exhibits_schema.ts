import * as z from "zod/mini";
import type { Schema } from "../../../data/schema.ts";
import type { Exhibits } from "./exhibit.ts";

const finite = z.number();

/** Checks {@link Exhibits}: the whole of `exhibits.json`. */
export const exhibitsSchema: Schema<Exhibits> = z.strictObject({
  checks: z.array(z.strictObject({
    id: z.string(),
    statement: z.string(),
    value: z.nullable(finite),
    threshold: finite,
    relation: z.enum([">=", "<="]),
    holds: z.boolean(),
  })),
  exhibits: z.array(z.strictObject({
    id: z.string(),
    title: z.string(),
    caption: z.string(),
    notes: z.array(z.string()),
    columns: z.array(z.string()),
    rows: z.array(z.strictObject({
      label: z.string(),
      cells: z.array(z.strictObject({
        value: z.nullable(finite),
        std: z.exactOptional(finite),
        decimals: z.int().check(z.minimum(0), z.maximum(20)),
        paper: z.exactOptional(z.string()),
        text: z.exactOptional(z.string()),
      })),
      strong: z.exactOptional(z.literal(true)),
    })),
  })),
  caution: z.nullable(z.string()),
});
