import type { Finding } from "../../../data/ledger/finding.ts";
import { EVALUATION_SETS } from "../evaluations/evaluation_set.ts";
import { counted } from "../prose/counted.ts";
import { claimsOf } from "./claims_of.ts";
import type { Material } from "./material.ts";
import { tableNames } from "./table_names.ts";

/** Tables rest on different sets of evaluations, or the text's count on none of them. */
export function evaluationSets(material: Material): Finding | undefined {
  const { ledger, census, conventions, artifacts } = material;
  const kept = claimsOf(ledger, { table: "text", row: "evaluations_kept" })[0];
  const keptImages = claimsOf(ledger, { table: "text", row: "images_kept" })[0];
  if (census === undefined || kept === undefined || keptImages === undefined) {
    return undefined;
  }
  const tables = Object.entries(conventions);
  const groups = EVALUATION_SETS.flatMap((set) => {
    const used = tables.filter(([, convention]) =>
      convention.evaluations === set
    );
    const claims = used.flatMap(([table]) => claimsOf(ledger, { table }))
      .filter(({ computed }) => computed !== null);
    if (claims.length === 0) return [];
    return [{
      set,
      evaluations: census.evaluations[set],
      images: census.images[set],
      used,
      claims,
    }];
  });
  const fits = groups.filter(({ evaluations, images }) =>
    evaluations === kept.printed && images === keptImages.printed
  );
  if (groups.length === 0 || (groups.length === 1 && fits.length === 1)) {
    return undefined;
  }
  const sentences = groups.map(({ evaluations, images, used, claims }) => {
    const exact = claims.filter(({ status }) => status === "exact").length;
    return `${tableNames(used.map(([table]) => table))} ${
      used.length === 1 ? "rests" : "rest"
    } on ${counted(evaluations, "evaluation")} of ${
      counted(images, "image")
    }, from which ${exact} of ${claims.length} numbers come out as printed.`;
  });
  const verdict = fits.length === 0
    ? "which is none of these sets"
    : "which is one of these sets";
  return {
    id: "evaluation-sets",
    severity: "medium",
    title: "Tables rest on different sets of evaluations than the text says",
    statement: `${
      sentences.join(" ")
    } The text keeps ${kept.printed} evaluations of ${keptImages.printed} images, ${verdict}.`,
    evidence: {
      artifact: artifacts.census,
      values: Object.fromEntries([
        ["printed_evaluations", kept.printed],
        ["printed_images", keptImages.printed],
        ...groups.flatMap(({ set, evaluations, images }) => [
          [`${set}: evaluations`, evaluations],
          [`${set}: images`, images],
        ]),
      ]),
    },
    affects: [kept, keptImages, ...groups.flatMap(({ claims }) => claims)].map((
      { id },
    ) => id),
  };
}
