import { listed } from "../prose/listed.ts";

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
