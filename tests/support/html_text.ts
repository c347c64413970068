const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
};

/** What a reader sees of a piece of a page: no tags, entities resolved, white space folded. */
export function htmlText(html: string): string {
  return html.replace(/<[^>]*>/g, " ")
    .replace(/&([a-z]+|#39);/g, (_, name: string) => ENTITIES[name]!)
    .replace(/\s+/g, " ")
    .trim();
}

/** The tags of a page in order, such as `"<a href=\"#x\">"`; the style sheet is left out. */
export function htmlTags(html: string): string[] {
  const body = html.replace(/<style>[^]*?<\/style>/g, "");
  return body.match(/<[^>]*>/g) ?? [];
}

/** The values of an attribute, in order. */
export function htmlAttribute(html: string, name: string): string[] {
  const pattern = new RegExp(`\\s${name}="([^"]*)"`, "g");
  return htmlTags(html).flatMap((tag) =>
    [...tag.matchAll(pattern)].map(([, value]) => value!)
  );
}
