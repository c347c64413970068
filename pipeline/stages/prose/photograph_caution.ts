import type { PhotographSizes } from "../evaluations/photograph_sizes.ts";
import { counted } from "./counted.ts";

/**
 * What a reader has to know before any number: the study's own words, and whether
 * the photographs are others than those that were annotated. `null` if nothing.
 */
export function photographCaution(
  own: string | null,
  { compared, differing, examples }: PhotographSizes,
): string | null {
  const [first] = examples;
  const parts = own === null ? [] : [own];
  if (first !== undefined) {
    parts.push(
      `The photographs given are not those that were annotated: ${differing} of ${
        counted(compared, "photograph")
      } ${
        differing === 1 ? "has" : "have"
      } another size, such as "${first.image}" with ${
        first.given.join(" x ")
      } pixels instead of ${
        first.annotated.join(" x ")
      }. What the networks make of them says nothing about the paper.`,
    );
  }
  return parts.length === 0 ? null : parts.join(" ");
}
