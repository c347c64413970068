import * as z from "zod/mini";

const gitId = z.string().check(
  z.regex(/^[0-9a-f]{40}$/, "Expected 40 hexadecimal digits"),
);

/** The form of `data/sources.json` and of files that replace it. */
export const sourcesSchema = z.record(
  z.string(),
  z.strictObject({
    title: z.string(),
    repository: z.string(),
    commit: gitId,
    license: z.string(),
    archive: z.string().check(
      z.regex(/^[^/\\]+$/, "Expected a file name without a folder"),
    ),
    url: z.url(),
    paths: z.record(z.string(), gitId),
  }),
);
