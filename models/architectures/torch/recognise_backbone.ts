import { quoted } from "../../onnx/quoted.ts";
import { BACKBONE_NAMES, type BackboneName } from "./backbones.ts";
import { stateDifferences } from "./state_differences.ts";
import { dermxOn } from "./dermx_on.ts";
import type { StateDict } from "./state_dict.ts";
import { stateEntries } from "./state_entries.ts";

/** The matrix whose columns tell how many features the trunk has. */
const MATRIX = "cx_clf.1.weight";

/**
 * Tells by names and shapes alone on which network the DermX of a state dict stands:
 * by the number of features, and where two networks have as many (B0 and B1), by what
 * blocks there are.
 *
 * @throws {TypeError} If it is none that is known.
 */
export function recogniseBackbone(
  { entries }: Pick<StateDict, "entries">,
): BackboneName {
  const dims = entries.get(MATRIX)?.dims;
  const [, features] = dims ?? [];
  const needs = BACKBONE_NAMES.map((name) => ({
    name,
    needed: stateEntries(dermxOn(name)),
  }));
  const widthOf = ({ needed }: typeof needs[number]): number | undefined =>
    needed.get(MATRIX)?.dims[1];
  const [best] = needs
    .filter((need) => widthOf(need) === features)
    .map(({ name, needed }) => {
      const { missing, surplus } = stateDifferences(entries, needed);
      return { name, apart: missing.length + surplus.length };
    })
    .sort((a, b) => a.apart - b.apart);
  if (best !== undefined) return best.name;
  throw new TypeError(
    `Cannot tell the backbone of this state dict: ${quoted(MATRIX)} ${
      dims === undefined ? "is missing" : `is ${dims.join("×")}`
    }, and has ${
      needs.map((need) => `${widthOf(need)} columns on ${need.name}`).join(", ")
    }: supply the weights of DermX on one of these`,
  );
}
