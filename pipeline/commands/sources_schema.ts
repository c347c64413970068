import * as z from "zod/mini";
import type { Schema } from "../../data/schema.ts";
import type { Sources } from "../studies/sources.ts";

const gitId = z.string().check(
  z.regex(/^[0-9a-f]{40}$/, "expected 40 hexadecimal digits"),
);

/** Checks {@link Sources}: `data/sources.json`, and files that replace it. */
export const sourcesSchema: Schema<Sources> = z.record(
  z.string(),
  z.strictObject({
    title: z.string(),
    repository: z.string(),
    commit: gitId,
    license: z.string(),
    archive: z.string().check(
      z.regex(/^[^/\\]+$/, "expected a file name without a folder"),
    ),
    url: z.url(),
    paths: z.record(z.string(), gitId),
    weights: z.exactOptional(z.strictObject({
      path: z.string(),
      listing: z.url(),
      files: z.url().check(z.regex(/\/$/, "expected a slash at its end")),
      order: z.exactOptional(z.record(z.string(), z.array(z.string()))),
    })),
  }),
);
