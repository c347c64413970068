import assert from "node:assert/strict";
import {
  ADDITIONAL_TERMS,
  BASIC_TERMS,
  NON_LOCALISABLE,
} from "../../../data/dermx/ontology.ts";
import { composeCase } from "../../../data/sample/compose_case.ts";
import { DESIGN } from "../../../data/sample/design.ts";
import type { Lesion } from "../../../data/sample/scene.ts";
import { lesionsOfTerm } from "../../../data/sample/term_lesions.ts";

function lesions(...kinds: Lesion["kind"][]): Lesion[] {
  return kinds.map((kind, seed) => ({
    kind,
    x: 0,
    y: 0,
    radius: 5,
    aspect: 1,
    angle: 0,
    roughness: 0,
    strength: 1,
    seed,
  }));
}

Deno.test("lesionsOfTerm() takes the first kinds that are there", () => {
  const kinds = (term: string, on: Lesion[]): string[] =>
    lesionsOfTerm(term, on).map(({ kind }) => kind);

  assert.deepEqual(kinds("Scale", lesions("plaque", "silvery_scale")), [
    "silvery_scale",
  ]);
  assert.deepEqual(kinds("Scale", lesions("plaque", "mole")), ["plaque"]);
  assert.deepEqual(kinds("Scale", lesions("mole")), []);
  assert.deepEqual(kinds("Female", lesions("plaque")), []);
});

Deno.test("lesionsOfTerm() finds a place for every localisable term that a design has", () => {
  const localisable: readonly string[] = [...BASIC_TERMS, ...ADDITIONAL_TERMS];
  const known = [...localisable, ...NON_LOCALISABLE];
  for (let index = 0; index < 120; index++) {
    const { diagnosis, shows, scene } = composeCase(3, index);
    for (const term of Object.keys(DESIGN[diagnosis].signs)) {
      assert.ok(known.includes(term), term);
      if (!localisable.includes(term) || !shows.has(term)) continue;
      assert.ok(
        lesionsOfTerm(term, scene.lesions).length > 0,
        `${term} of ${diagnosis} ${index}`,
      );
    }
  }
});
