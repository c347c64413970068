import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import type { Material } from "./material.ts";
import { networkClaims } from "./network_claims.ts";

/** A run of the authors had other folds than the published ones. */
export function otherFolds(material: Material): Finding | undefined {
  const { release = [], artifacts } = material;
  const own = release.filter(({ row }) => row === "folds");
  const count = (column: string): number | undefined =>
    own.find((cell) => cell.column === column)?.value;
  const [folds, printed, most] = [
    count("folds"),
    count("printed_test_images"),
    count("printed_in_one_test_list"),
  ];
  if (
    folds === undefined || printed === undefined || most === undefined ||
    2 * most >= printed
  ) return undefined;
  const found = release.filter(({ row, column }) =>
    row.startsWith("fold_") && column === "printed_test_images"
  );
  return {
    id: "other-folds",
    severity: "high",
    title:
      "A notebook of the authors tests on another list than the published folds do",
    statement:
      `The notebook that trains with class weights prints the test list of its fold, ${
        counted(printed, "image")
      }. Of the ${folds} published test lists none has more than ${most} of them. By which folds the published networks were fitted is not known: if by folds like the notebook's, they have seen most of the images on which the published lists test them, and their scores there are better than what they make of images that they have not seen.`,
    evidence: {
      artifact: artifacts.release,
      values: Object.fromEntries([
        ["printed_test_images", printed],
        ...found.map(({ row, value }) => [row, value]),
      ]),
    },
    affects: networkClaims(material),
  };
}
