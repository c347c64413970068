import type { Claim } from "../../data/ledger/claim.ts";
import type { Finding } from "../../data/ledger/finding.ts";
import type { ReportData } from "../../pipeline/stages/report/model.ts";
import type { ReportParams } from "../../pipeline/stages/report/params.ts";
import { claimOf } from "./claims.ts";

/** Parameters of a small report about one paper. */
export const REPORT_PARAMS: ReportParams = {
  study: "example",
  title: "An example",
  data: "released",
  is: ["An example."],
  isNot: ["A result."],
  papers: [{
    source: "dataset-paper",
    title: "A paper",
    reference: "A. Author, 2021.",
    tables: [{
      id: "table2a",
      label: "Table 2a",
      caption: "Raters against gold",
      headings: { Psoriasis: ["Scaly", "Plaques"] },
      labels: { Psoriasis: "Psoriasis vulgaris" },
    }, {
      id: "table1",
      label: "Table 1",
      caption: "Images by source",
      transposed: true,
    }],
    labels: { f1: "F1", "skin_tone": "Skin tone" },
  }],
  graph: {
    nodes: [{ id: "fetch" }, { id: "compare" }],
    edges: [{ from: "fetch", to: "compare", port: "annotations" }],
  },
  commands: ["deno task reproduce example"],
  sources: [{
    release: "example.org/data",
    commit: "c0ffee",
    paths: [{ path: "annotations", id: "beef" }],
  }],
};

/** Claims of every status: a table, a transposed one, and statements. */
export const REPORT_CLAIMS: readonly Claim[] = [
  claimOf("table1/Acne/DermNetNZ/count", { printed: "52", computed: 52 }),
  claimOf("table1/Acne/SD-260/count", { printed: "47", computed: 48 }),
  claimOf("table2a/Acne/f1/mean", { printed: "0.98", computed: 0.97654321 }),
  claimOf("table2a/Acne/f1/std", { printed: "0.01", computed: 0.0312345 }),
  {
    ...claimOf("table2a/Psoriasis/f1/mean", {
      printed: "0.90",
      computed: 0.91,
    }),
    tolerance: 0.02,
    status: "close",
  },
  claimOf("table2a/Psoriasis/f1/std", { printed: "0.10", computed: 0.1 }),
  claimOf("table2a/Actinic keratosis/f1/mean", { printed: "0.94" }),
  claimOf("table2a/Actinic keratosis/f1/std", { printed: "0.05" }),
  claimOf("text/skin_tone//light", { printed: "368", computed: 368 }),
  claimOf("text/skin_tone//dark", { printed: "16" }),
];

/** A finding about one statement and about a whole table. */
export const REPORT_FINDING: Finding = {
  id: "a-finding",
  severity: "medium",
  title: "Something is odd",
  statement: "The text says 368.",
  evidence: {
    artifact: "census/census.json",
    values: { light: 368, none: null },
  },
  affects: [
    "table1/Acne/DermNetNZ_count",
    "table1/Acne/SD-260_count",
    "text/skin_tone/light",
  ],
};

/** The data of a small report, with changes. */
export function reportData(changes: Partial<ReportData> = {}): ReportData {
  return {
    params: REPORT_PARAMS,
    claims: REPORT_CLAIMS,
    findings: [REPORT_FINDING],
    environment: [["Deno", "2.0.0"]],
    digests: [["ledger.json", "ab".repeat(32)]],
    ...changes,
  };
}
