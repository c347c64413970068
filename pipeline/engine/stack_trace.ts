import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

/**
 * Rewrites a stack trace of a bundle in terms of the sources.
 *
 * @param stack The trace, with places such as `bundle.js:1:2345`.
 * @param options The bundle's source map, as JSON, and the project's folder, which
 * places are told relative to.
 * @returns The trace; places that the map does not know stay as they are.
 */
export function mapStackTrace(
  stack: string,
  { map, root }: { readonly map: string; readonly root: string },
): string {
  const trace = new TraceMap(map);
  return stack.replaceAll(
    /(?:file:\/\/)?[^\s()]*bundle\.js:(\d+):(\d+)/g,
    (place, line, column) => {
      const { source, line: at } = originalPositionFor(trace, {
        line: Number(line),
        column: Number(column) - 1,
      });
      if (source === null) return place;
      return `${sourcePath(source, root)}:${at}`;
    },
  );
}

/** A source of the map, which is absolute or relative to where the bundle was made. */
function sourcePath(source: string, root: string): string {
  const path = source.replace(/^file:\/\//, "");
  if (path.startsWith(`${root}/`)) return path.slice(root.length + 1);
  const below = path.replace(/^(\.\.\/)+/, "");
  // A way up to the file system's root and down again.
  const prefix = `${root.slice(1)}/`;
  return below.startsWith(prefix) ? below.slice(prefix.length) : below;
}
