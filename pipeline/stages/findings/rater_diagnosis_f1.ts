import type { Finding } from "../../../data/ledger/finding.ts";
import { printedText } from "../../../data/ledger/printed_text.ts";
import { counted } from "../prose/counted.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { prints } from "./prints.ts";

/** The dermatologists' F1 is printed without a definition, and hangs on it. */
export function raterDiagnosisF1(material: Material): Finding | undefined {
  const { ledger, raterDiagnoses, artifacts } = material;
  const claim = claimsOf(ledger, {
    table: "framework",
    row: "diagnosis_f1",
    statistic: "dermatologists",
  })[0];
  const [main, ...variants] = (raterDiagnoses ?? []).flatMap(
    ({ macro_f1, ...reading }) =>
      macro_f1 === null ? [] : [{ ...reading, macro_f1 }],
  );
  if (
    claim === undefined || main === undefined || variants.length === 0 ||
    prints(main.macro_f1, claim)
  ) return undefined;
  const scores = variants.map(({ macro_f1 }) => macro_f1);
  const same = variants.filter(({ macro_f1 }) => prints(macro_f1, claim));
  return {
    id: "rater-diagnosis-f1",
    severity: "medium",
    title: "The dermatologists' diagnosis F1 hangs on which evaluations count",
    statement: `The abstract gives dermatologists an F1 of ${
      printedText(claim)
    } without saying which evaluations it counts. By the reading "${main.evaluations}" the mean over ${
      counted(main.raters.length, "rater")
    } is ${main.macro_f1.toFixed(3)}; by ${
      counted(variants.length, "other reading")
    } it lies between ${Math.min(...scores).toFixed(3)} and ${
      Math.max(...scores).toFixed(3)
    }, and ${
      same.length === 0 ? "none of them reads" : `${same.length} of them read`
    } as printed.`,
    evidence: {
      artifact: artifacts.rater_diagnoses,
      values: Object.fromEntries([
        ["printed", claim.printed],
        ...[main, ...variants].map(({ evaluations, label, macro_f1 }) => [
          `${evaluations}, ${label}`,
          macro_f1,
        ]),
      ]),
    },
    affects: [claim.id],
  };
}
