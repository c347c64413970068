/** Joins items as prose does: "a", "a and b", "a, b and c". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2
    ? last
    : `${items.slice(0, -1).join(", ")} and ${last}`;
}

/** A number of things: "1 image", "525 images". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Tables as the paper calls them: "Tables 2a, 3b and Appendix Table 1". */
export function tableNames(ids: readonly string[]): string {
  const numbers = ids.filter((id) => !id.startsWith("appendix_"));
  const heading = numbers.length === 1 ? "Table" : "Tables";
  return listed([
    ...numbers.map((id, i) =>
      `${i === 0 ? `${heading} ` : ""}${id.replace("table", "")}`
    ),
    ...ids.filter((id) => id.startsWith("appendix_"))
      .map((id) => id.replace("appendix_table", "Appendix Table ")),
  ]);
}
