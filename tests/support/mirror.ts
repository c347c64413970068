import { fromFileUrl } from "./paths.ts";

/** The folder that holds the releases' tarballs: `DERMX_MIRROR`, or the development mirror. */
export function mirrorFolder(): string {
  return Deno.env.get("DERMX_MIRROR") ??
    fromFileUrl(new URL("../../../shared/data", import.meta.url));
}

/**
 * Options for a test that needs the releases: it is ignored, with a line that
 * says so, where the mirror is absent.
 */
export function needsMirror(): { ignore: boolean } {
  const folder = mirrorFolder();
  try {
    Deno.statSync(folder);
    return { ignore: false };
  } catch {
    const line =
      `Skipped: no mirror of the releases at ${folder}: set DERMX_MIRROR to a folder with dermx-<commit>.tar.gz\n`;
    Deno.stderr.writeSync(new TextEncoder().encode(line));
    return { ignore: true };
  }
}
