import { quoted } from "../../../models/onnx/quoted.ts";

const SINGULAR = { diagnoses: "diagnosis", characteristics: "characteristic" };

/** What {@link classNames} compares. */
export interface ClassNameOptions {
  /** What messages call the network; its files are named after it. */
  readonly id: string;
  /** What the study takes the scores for, in their order. */
  readonly expected: readonly string[];
  /** What the network says of them, if anything. */
  readonly said: readonly string[] | undefined;
  /** What messages call the classes; diagnoses unless said. */
  readonly called?: "diagnoses" | "characteristics";
  /** Where in the file beside the network they are named; `labels` unless said. */
  readonly field?: string;
}

/**
 * The names of a network's classes: its own where it has some, else the study's.
 *
 * Names may be spelled otherwise than the study does, so that they are not compared,
 * with one exception: the same names in another order would have every score taken for
 * another diagnosis.
 *
 * @param count How many scores the network gives.
 * @throws {RangeError} If there is not one name a score, or the order is another.
 */
export function classNames(
  count: number,
  { id, expected, said, called = "diagnoses", field = "labels" }:
    ClassNameOptions,
): readonly string[] {
  if (count !== expected.length) {
    throw new RangeError(
      `"${id}" gives ${count} scores and the study has ${expected.length} ${called} (${
        listed(expected)
      }): supply a network with one score a ${SINGULAR[called]}, in this order`,
    );
  }
  if (said === undefined) return expected;
  if (said.length !== count) {
    throw new RangeError(
      `"${id}" gives ${count} scores and its labels are ${said.length}: name each score once as "${field}" in "${id}.onnx.json"`,
    );
  }
  const [ours, theirs] = [expected.map(plain), said.map(plain)];
  const isSame = ours.every((name, i) => name === theirs[i]);
  const isReordered = ours.toSorted().join("\n") ===
    theirs.toSorted().join("\n");
  if (!isSame && isReordered) {
    throw new RangeError(
      `The scores of "${id}" are in the order ${
        listed(said)
      } and the study takes them as ${
        listed(expected)
      }: export the network with its scores in the study's order`,
    );
  }
  return said;
}

/** A name without what spellings of it differ by. */
function plain(name: string): string {
  return name.normalize("NFC").toLowerCase().replace(/[\s_-]+/g, " ").trim();
}

function listed(names: readonly string[]): string {
  return names.map(quoted).join(", ");
}
