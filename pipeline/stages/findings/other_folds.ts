import type { Finding } from "../../../data/ledger/finding.ts";
import { counted } from "../prose/counted.ts";
import type { Material } from "./material.ts";
import { networkClaims } from "./network_claims.ts";

/** The published folds are not those that the networks were fitted by. */
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
    most === printed
  ) return undefined;
  const found = release.filter(({ row, column }) =>
    row.startsWith("fold_") && column === "printed_test_images"
  );
  return {
    id: "other-folds",
    severity: "high",
    title:
      "The published folds are not those by which the networks were fitted",
    statement: `A notebook prints the test list of one of the authors' folds, ${
      counted(printed, "image")
    }. Of the ${folds} published test lists none has more than ${most} of them. A network that is tested on a published list was therefore fitted to most of its images, and its scores there are better than what it makes of images that it has not seen.`,
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
