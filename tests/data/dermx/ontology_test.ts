import assert from "node:assert/strict";
import { ONTOLOGY } from "../../../data/dermx/ontology.ts";

/** How many terms of each kind a release has. */
function census(release: "v1" | "v2"): Record<string, number> {
  const kinds = [...ONTOLOGY[release].values()];
  return Object.fromEntries(
    [...new Set(kinds)].map((kind) => [
      kind,
      kinds.filter((other) => other === kind).length,
    ]),
  );
}

Deno.test("ONTOLOGY has the paper's numbers of terms, and one more in the second release", () => {
  const first = {
    diagnosis: 6,
    discard: 2,
    non_localisable: 15,
    localisable: 16,
  };

  assert.deepEqual(census("v1"), first);
  assert.deepEqual(census("v2"), { ...first, localisable: 17 });
  assert.equal(ONTOLOGY.v2.get("Hyperkeratosis"), "localisable");
  assert.equal(ONTOLOGY.v1.has("Hyperkeratosis"), false);
});

Deno.test("ONTOLOGY spells every term in Unicode normal form C", () => {
  for (const term of ONTOLOGY.v2.keys()) {
    assert.equal(term, term.normalize("NFC"));
  }
  assert.equal(ONTOLOGY.v1.get("K\u00f6bnerization"), "non_localisable");
});
