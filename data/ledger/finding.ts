/** How much a finding matters: the gravest first. */
export const SEVERITIES = ["high", "medium", "low"] as const;

/** What a finding was computed from, and what was found there. */
export interface FindingEvidence {
  /** `<node>/<file>` of the artifact that the values were computed from. */
  readonly artifact: string;
  /** By name; `null` where there is no such value. */
  readonly values: Readonly<Record<string, number | string | null>>;
}

/** Something an auditor would want to know, computed from the data. */
export interface Finding {
  /** A stable name in kebab-case. */
  readonly id: string;
  /** `high` changes conclusions, `medium` changes numbers, `low` is cosmetic. */
  readonly severity: typeof SEVERITIES[number];
  /** What was found, in a line without a final period. */
  readonly title: string;
  /** One paragraph that carries the computed numbers. */
  readonly statement: string;
  /** What the statement rests on. */
  readonly evidence: FindingEvidence;
  /** Ids of the claims that the finding bears on; at least one. */
  readonly affects: readonly string[];
}
