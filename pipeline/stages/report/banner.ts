import type { ReportParams } from "./params.ts";

/** What stands at the head of a report whose data are not the authors' release. */
export interface Banner {
  /** Two words. */
  readonly title: string;
  /** What follows for the reader, in a sentence. */
  readonly text: string;
  /** How the verdict begins. */
  readonly verdict: string;
}

/** The warning that a report's data call for; none for released data. */
export function bannerOf(data: ReportParams["data"]): Banner | undefined {
  switch (data) {
    case "released":
      return undefined;
    case "replaced":
      return {
        title: "Other data.",
        text:
          "The pins of the release were replaced for this run, so a number that differs says nothing about the paper.",
        verdict: "On other data than the release,",
      };
    case "generated":
      return {
        title: "Generated data.",
        text:
          "Nothing in this report says anything about a paper or a patient.",
        verdict: "On generated data, a self-test and no replication,",
      };
  }
}

/** What kind of report it is, so that its title does not make it the paper. */
export function reportKind(data: ReportParams["data"]): string {
  return data === "generated" ? "Self-test report" : "Replication report";
}
