import { pngChunks } from "../../../data/image/png_chunks.ts";
import { FIGURE_KEYWORDS } from "../figures/figure_keywords.ts";

/** A figure of a report. */
export interface FigureFile {
  /** Its port, which is also its name in the page. */
  readonly id: string;
  /** Its path below the results folder. */
  readonly file: string;
  /** The file. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Pixels in a row. */
  readonly width: number;
  /** Rows. */
  readonly height: number;
  /** A line without a final period; the port's name where the file has none. */
  readonly title: string;
  /** Empty where the file has none. */
  readonly caption: string;
  /** For those who cannot see it; the title where the file has none. */
  readonly alternative: string;
  /** What has to be said of the data, where it is. */
  readonly disclaimer?: string;
}

/**
 * Takes the size and the words of a figure from its PNG file.
 *
 * @param options.port The port that it came through.
 * @param options.file Its path below the results folder.
 * @throws {SyntaxError} If it is no whole PNG file.
 */
export function readFigure(
  bytes: Uint8Array<ArrayBuffer>,
  { port, file }: { readonly port: string; readonly file: string },
): FigureFile {
  const texts = new Map<string, string>();
  let size: { width: number; height: number } | undefined;
  for (const { type, data } of pngChunks(bytes, file)) {
    if (type === "IHDR") {
      const view = new DataView(data.buffer, data.byteOffset);
      size = { width: view.getUint32(0), height: view.getUint32(4) };
    }
    if (type === "iTXt") addText(texts, data);
  }
  if (size === undefined) {
    throw new SyntaxError(
      `Cannot read "${file}": it has no size: supply a PNG file`,
    );
  }
  const title = texts.get(FIGURE_KEYWORDS.title) ?? port;
  const disclaimer = texts.get(FIGURE_KEYWORDS.disclaimer);
  return {
    id: port,
    file,
    bytes,
    ...size,
    title,
    caption: texts.get(FIGURE_KEYWORDS.caption) ?? "",
    alternative: texts.get(FIGURE_KEYWORDS.alternative) ?? title,
    ...(disclaimer === undefined ? {} : { disclaimer }),
  };
}

/** An uncompressed text: its keyword, five bytes that say nothing here, UTF-8. */
function addText(texts: Map<string, string>, data: Uint8Array): void {
  const end = data.indexOf(0);
  const isPlain = end > 0 && data.subarray(end, end + 5).every((x) => x === 0);
  if (!isPlain) return;
  const keyword = String.fromCharCode(...data.subarray(0, end));
  texts.set(keyword, new TextDecoder().decode(data.subarray(end + 5)));
}
