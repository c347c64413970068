import type { Claim } from "../../data/ledger/claim.ts";
import { claimOf } from "./claims.ts";

/** A claim of each row of the framework paper's abstract. */
export const FRAMEWORK_CLAIMS: readonly Claim[] = [
  claimOf("framework/images//value", { printed: "554" }),
  claimOf("framework/diagnosis_f1//DermX", { printed: "0.79" }),
  claimOf("framework/diagnosis_f1//dermatologists", {
    printed: "0.87",
    computed: 0.5,
  }),
  claimOf("framework/identification_f1//DermX", { printed: "0.77" }),
  claimOf("framework/localisation_f1//DermX", { printed: "0.39" }),
];
