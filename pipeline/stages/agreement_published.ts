import {
  ADDITIONAL_TERMS,
  BASIC_TERMS,
  DIAGNOSES,
  NON_LOCALISABLE,
} from "../../data/dermx/ontology.ts";
import type { AgreementParams } from "./agreement.ts";

const LOCALISABLE = [...BASIC_TERMS, ...ADDITIONAL_TERMS];

/** What Tables 2a, 2b, 3a and Appendix Table 1 share. */
const PRESENCE = {
  evaluations: "some-diagnosis",
  undefinedRates: "zero",
  std: "population",
} as const;

/**
 * The conventions of the dataset paper: with these, and no others that were
 * tried, every number of its tables of agreement comes out as printed. The
 * paper states none of them.
 */
export const PUBLISHED_AGREEMENT: AgreementParams = {
  scope: { raters: "all", images: "all" },
  table2a: { ...PRESENCE, label: "alphabetically-first", rows: DIAGNOSES },
  table2b: {
    ...PRESENCE,
    label: "alphabetically-first",
    pairs: "ordered",
    rows: DIAGNOSES,
  },
  table3a: {
    ...PRESENCE,
    pairs: "ordered",
    // The paper's main text leaves this row to the appendix.
    rows: LOCALISABLE.filter((term) => term !== "Dermatoglyph disruption"),
  },
  table3b: {
    evaluations: "one-diagnosis",
    undefinedRates: "skip",
    std: "sample",
    pairs: "ordered",
    included: "either-drew",
    measure: "dice",
    rows: LOCALISABLE,
  },
  appendix_table1: {
    ...PRESENCE,
    pairs: "ordered",
    rows: [...NON_LOCALISABLE, ...LOCALISABLE],
  },
  text: { evaluations: "some-diagnosis", label: "alphabetically-first" },
};
