import { escapeEntities } from "../../engine/escape_entities.ts";
/** HTML that is safe to place in a page. Only {@link markup} and {@link trusted} make it. */
export class Markup {
  readonly #text: string;

  /**
   * Takes HTML as it is.
   *
   * @param text The HTML.
   */
  constructor(text: string) {
    this.#text = text;
  }

  /** The HTML. */
  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template: text is escaped, lists are joined, nothing is nothing. */
export type MarkupValue =
  | Markup
  | string
  | number
  | undefined
  | readonly MarkupValue[];

/**
 * A template tag for HTML that escapes every value which is not markup already.
 *
 * Values are safe as text and inside quoted attributes, and nowhere else:
 * addresses have to be checked by who makes them. (The tag is not called `html`
 * because the formatter would then add white space to the page.)
 */
export function markup(
  strings: TemplateStringsArray,
  ...values: readonly MarkupValue[]
): Markup {
  const parts = strings.map((text, i) =>
    i === 0 ? text : render(values[i - 1]) + text
  );
  return new Markup(parts.join(""));
}

/** Marks text that was written here, or escaped elsewhere, as markup. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function render(value: MarkupValue): string {
  if (value === undefined) return "";
  if (value instanceof Markup) return value.toString();
  if (typeof value === "object") return value.map(render).join("");
  return escape(String(value));
}

/** HTML forbids most control characters, even as references, so they become U+FFFD. */
function escape(text: string): string {
  return escapeEntities(
    text.toWellFormed().replace(/[^\P{Cc}\t\n]/gu, "\uFFFD"),
  );
}
