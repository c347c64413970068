import { fromFileUrl } from "./paths.ts";

/** The path of a file of published numbers. */
export function publishedFile(name: string): string {
  return fromFileUrl(
    new URL(`../../data/published/${name}`, import.meta.url),
  );
}
