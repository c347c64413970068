/** The most letters of a name that a message shows. */
const MAX_LETTERS = 80;

/**
 * A name from a file as messages show it: in quotes, cut where it is very long, and
 * without characters that steer a terminal.
 */
export function quoted(name: string): string {
  const short = name.length > MAX_LETTERS
    ? `${name.slice(0, MAX_LETTERS)}…`
    : name;
  const safe = short.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (letter) => `\\u${letter.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
  return `"${safe}"`;
}
