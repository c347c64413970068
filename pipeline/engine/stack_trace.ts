import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

/**
 * Rewrites a stack trace of a bundle in terms of the sources.
 *
 * @param stack The trace, with places such as `bundle.js:1:2345`.
 * @param map The bundle's source map, as JSON.
 * @returns The trace; places that the map does not know stay as they are.
 */
export function mapStackTrace(
  stack: string,
  map: string,
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
      // Sources are relative to the folder in which the bundle was made.
      return `${sourcePath(source)}:${at}`;
    },
  );
}

function sourcePath(source: string): string {
  const path = source.replace(/^file:\/\//, "");
  return path.replace(/^(\.\.\/)+/, "");
}
