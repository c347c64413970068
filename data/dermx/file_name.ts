/** An image and the rater who evaluated it. */
export interface EvaluationName {
  /** The rater as spelled, such as `"derm1"` or `"labeller12"`; never contains `_`. */
  readonly rater: string;
  /** The image's id in Unicode normal form C; may contain spaces, parentheses and `_`. */
  readonly image: string;
}

/**
 * The rater and image that a stem such as `"derm1_005103HB"` names.
 *
 * The first underscore separates the two, because raters never have one.
 *
 * @throws {SyntaxError} If there is no underscore, or nothing on one side of it.
 */
export function parseEvaluationName(stem: string): EvaluationName {
  const at = stem.indexOf("_");
  if (at <= 0 || at === stem.length - 1) {
    throw new SyntaxError(
      `Cannot tell rater and image from "${stem}": name it "RATER_IMAGE"`,
    );
  }
  return {
    rater: stem.slice(0, at).normalize("NFC"),
    image: stem.slice(at + 1).normalize("NFC"),
  };
}

/** A file name up to its last dot: `"a.b.png"` gives `"a.b"`. */
export function stemOf(fileName: string): string {
  const dot = fileName.lastIndexOf(".");
  return dot > 0 ? fileName.slice(0, dot) : fileName;
}
