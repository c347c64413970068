import assert from "node:assert/strict";
import { identificationF1 } from "../../../../pipeline/stages/measures/identification_f1.ts";
import type { IdentificationChoice } from "../../../../pipeline/stages/measures/params.ts";
import type { IdentificationSample } from "../../../../pipeline/stages/measures/samples.ts";

const CHOICE = {
  average: "macro",
  unlabelled: "leave-out",
  undefinedF1: "zero",
} as const;

/** What is found and what is there, as in `"110 100"`; a kept evaluation behind it. */
function sampleOf(text: string, kept = 1): IdentificationSample {
  const [found, present] = text.split(" ").map((answers) =>
    Array.from(answers, (answer) => answer === "1")
  );
  return { found: found!, present: present!, kept };
}

function f1(
  samples: readonly IdentificationSample[],
  change: Partial<IdentificationChoice> = {},
): number | undefined {
  return identificationF1(samples, { ...CHOICE, ...change });
}

// By characteristic F1 is 2/3 (1 hit, 1 false alarm), 1 (1 hit) and undefined.
const SAMPLES = [sampleOf("110 110"), sampleOf("100 000")];

Deno.test("identificationF1() averages as is chosen", () => {
  assert.equal(f1(SAMPLES), (2 / 3 + 1) / 3);
  assert.equal(f1(SAMPLES, { average: "micro" }), 4 / 5);
  assert.equal(f1(SAMPLES, { average: "weighted" }), (2 / 3 + 1) / 2);
  // The second image has no characteristic, and one is found.
  assert.equal(f1(SAMPLES, { average: "images" }), 1 / 2);
});

Deno.test("identificationF1() treats a characteristic that is nowhere as is chosen", () => {
  assert.equal(f1(SAMPLES, { undefinedF1: "skip" }), (2 / 3 + 1) / 2);
  assert.equal(f1(SAMPLES, { undefinedF1: "one" }), (2 / 3 + 1 + 1) / 3);
});

Deno.test("identificationF1() leaves out images of which no evaluation counts, or takes them to have nothing", () => {
  const samples = [...SAMPLES, sampleOf("010 000", 0)];

  assert.equal(f1(samples), f1(SAMPLES));
  assert.equal(f1(samples, { unlabelled: "absent" }), (2 / 3 + 2 / 3) / 3);
  assert.equal(f1([sampleOf("010 000", 0)]), undefined);
});
