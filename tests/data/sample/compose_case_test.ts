import assert from "node:assert/strict";
import { DIAGNOSES } from "../../../data/dermx/ontology.ts";
import { composeCase } from "../../../data/sample/compose_case.ts";
import { DESIGN } from "../../../data/sample/design.ts";

const CASES = Array.from({ length: 288 }, (_, index) => composeCase(1, index));

/** How many of the cases are so. */
function count(is: (sample: (typeof CASES)[number]) => boolean): number {
  return CASES.filter(is).length;
}

Deno.test("composeCase() depends on its seed and its place alone", () => {
  assert.deepEqual(composeCase(1, 41), CASES[41]);
  assert.notDeepEqual(composeCase(2, 41).scene, CASES[41]!.scene);
});

Deno.test("composeCase() makes a scene that survives JSON", () => {
  for (const { scene } of CASES) {
    assert.deepEqual(JSON.parse(JSON.stringify(scene)), scene);
  }
});

Deno.test("composeCase() gives every diagnosis its turn, and people as designed", () => {
  for (const diagnosis of DIAGNOSES) {
    const { tones, ages, ambiguous, discarded } = DESIGN[diagnosis];
    const ofIt = CASES.filter((sample) => sample.diagnosis === diagnosis);
    assert.equal(ofIt.length, 48);
    const assertShare = (
      what: string,
      is: (sample: (typeof CASES)[number]) => boolean,
      share: number,
    ): void => {
      const found = ofIt.filter(is).length / 48;
      assert.ok(
        Math.abs(found - share) < 0.06,
        `${diagnosis}, ${what}: ${found}`,
      );
    };
    for (const [tone, weight] of tones) {
      const is = (sample: (typeof CASES)[number]): boolean =>
        sample.metadata.skin_tone === tone;
      assertShare(tone, is, weight / 100);
    }
    for (const [age, weight] of ages) {
      assertShare(age, (sample) => sample.metadata.age === age, weight / 100);
    }
    assertShare("ambiguous", (s) => s.resembles !== undefined, ambiguous);
    assertShare("atypical", (sample) => sample.atypical, 2 * discarded);
  }
});

Deno.test("composeCase() shows characteristics as often as designed", () => {
  for (const diagnosis of DIAGNOSES) {
    const ofIt = CASES.filter((sample) =>
      sample.diagnosis === diagnosis && sample.resembles === undefined
    );
    for (const [term, { shown }] of Object.entries(DESIGN[diagnosis].signs)) {
      // What contradicts the person's age and skin is left out.
      if (["Elderly", "Young", "Dark skin", "Light skin"].includes(term)) {
        continue;
      }
      const share = ofIt.filter(({ shows }) => shows.has(term)).length /
        ofIt.length;
      assert.ok(
        Math.abs(share - shown) < 0.25,
        `${diagnosis}, ${term}: ${share} for ${shown}`,
      );
    }
  }
});

Deno.test("composeCase() makes pictures of both formats, both collections and many sizes", () => {
  const png = count(({ scene }) => scene.file.endsWith(".png"));
  assert.ok(png > 20 && png < 60, `${png} PNG`);
  assert.equal(count(({ scene }) => scene.file.endsWith(".jpeg")), 288 - png);
  const first = count(({ metadata }) => metadata.dataset === "Generated A");
  assert.ok(first > 115 && first < 175, `${first} of the first collection`);
  assert.ok(count(({ blurred }) => blurred) > 15);
  const sizes = new Set(CASES.map(({ scene }) => scene.width / scene.height));
  assert.ok(sizes.size > 4);
  for (const { scene: { width, height } } of CASES) {
    assert.ok(Math.min(width, height) >= 270 && Math.max(width, height) <= 480);
  }
  const upright = count(({ scene }) => scene.height > scene.width);
  assert.ok(upright > 50 && upright < 130, `${upright} upright`);
  assert.ok(count(({ scene }) => scene.background !== undefined) > 80);
});

Deno.test("composeCase() names pictures so that no one takes them for photographs", () => {
  for (const { scene, metadata } of CASES) {
    assert.match(scene.image, /^generated-\d{5}$/);
    assert.equal(metadata.current_filename, scene.file);
    assert.notEqual(metadata.original_filename, metadata.current_filename);
    assert.match(metadata.dataset, /^Generated /);
  }
});

Deno.test("composeCase() lays lesions onto the picture, and not all at its middle", () => {
  let central = 0;
  for (const { scene: { lesions, width, height } } of CASES) {
    assert.ok(lesions.length > 0);
    for (const { x, y, radius } of lesions) {
      assert.ok(x > -radius && x < width + radius);
      assert.ok(y > -radius && y < height + radius);
    }
    const largest = lesions.reduce((a, b) => b.radius > a.radius ? b : a);
    const off = Math.max(
      Math.abs(largest.x / width - 0.5),
      Math.abs(largest.y / height - 0.5),
    );
    if (off < 0.15) central++;
  }
  assert.ok(central < 288 / 4, `${central} are central`);
});
